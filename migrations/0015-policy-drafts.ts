import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The one draft of the next version of the privacy policy, as it was typed, and a quick way to what residents said was
 * not them.
 */
export class PolicyDrafts implements MigrationInterface {
  readonly name = 'PolicyDrafts1795000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.policy_draft (
        the_one boolean primary key default true check (the_one),
        revision integer not null default 1,
        starts_on text not null,
        asks_again boolean not null,
        changes_en text not null,
        changes_es text not null,
        text_en text not null,
        text_es text not null,
        saved_by text not null,
        saved_at timestamptz not null default civic.now()
      );
      grant select, insert, update, delete on civic.policy_draft to civic_service;

      create index ledger_entry_disavowed on civic.ledger_entry (at)
        where type = 'activity.disavowed';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
