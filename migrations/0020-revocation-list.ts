import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The revocation list that verifiers follow: what has just been revoked and has no number yet, the numbered and signed
 * batches of it, and the one row that says which number was given last. The index finds what a link or a resident covers.
 */
export class RevocationList implements MigrationInterface {
  readonly name = 'RevocationList1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.revocation_notice (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('grant', 'token', 'epoch', 'paused', 'resumed')),
        key text not null
      );
      grant select, insert, delete on civic.revocation_notice to civic_service;

      create table civic.revocation_batch (
        seq bigint primary key,
        made_at timestamptz not null default civic.now(),
        revoked text[] not null,
        paused text[] not null,
        resumed text[] not null,
        signed text not null
      );
      create index revocation_batch_age on civic.revocation_batch (made_at);
      grant select, insert, delete on civic.revocation_batch to civic_service;

      create table civic.revocation_list (
        is_the_one boolean primary key default true check (is_the_one),
        line uuid not null default gen_random_uuid(),
        seq bigint not null default 0
      );
      insert into civic.revocation_list default values;
      grant select, update on civic.revocation_list to civic_service;

      create index coverage_of_rule on civic.coverage (id, rule)
        where rule in ('resident', 'link', 'session');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
