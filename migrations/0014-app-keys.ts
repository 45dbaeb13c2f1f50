import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each key began to sign, and requests to retire a key at once, which wait for a second person. A request that was
 * answered is gone; the ledger knows who said what.
 */
export class AppKeys implements MigrationInterface {
  readonly name = 'AppKeys1795000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.signing_key add column current_at timestamptz;
      update civic.signing_key set current_at = usable_from where state in ('current', 'previous');

      create table civic.key_retirement (
        id uuid primary key,
        kid text not null unique references civic.signing_key,
        asked_by text not null,
        asked_at timestamptz not null default civic.now(),
        expires_at timestamptz not null
      );
      create index key_retirement_expiry on civic.key_retirement (expires_at);
      grant select, insert, update, delete on civic.key_retirement to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
