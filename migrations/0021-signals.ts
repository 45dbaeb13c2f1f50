import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What providers tell us. A link remembers when its provider last said whether the account works. Signals are known by a
 * hash while they could come again; what came too fast waits, sealed; what a provider must hear goes when it has. Codes
 * of deletions stand for a single link, too.
 */
export class Signals implements MigrationInterface {
  readonly name = 'Signals1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.link
        add column is_suspended boolean not null default false,
        add column state_told_at timestamptz;

      alter table civic.deletion add column of_link boolean not null default false;

      create table civic.heard_signal (
        hash bytea primary key,
        heard_at timestamptz not null default civic.now()
      );
      create index heard_signal_age on civic.heard_signal (heard_at);
      grant select, insert, delete on civic.heard_signal to civic_service;

      create table civic.signal_removal (
        id bigint generated always as identity primary key,
        provider text not null,
        removed_at timestamptz not null default civic.now()
      );
      create index signal_removal_lately on civic.signal_removal (provider, removed_at);
      grant select, insert, delete on civic.signal_removal to civic_service;

      create table civic.waiting_signal (
        id uuid primary key,
        provider text not null,
        sealed_signal bytea not null,
        received_at timestamptz not null default civic.now(),
        due_at timestamptz not null
      );
      create index waiting_signal_due on civic.waiting_signal (provider, due_at);
      grant select, insert, update, delete on civic.waiting_signal to civic_service;

      create table civic.farewell (
        id uuid primary key,
        provider text not null,
        sealed_subject bytea not null,
        made_at timestamptz not null default civic.now(),
        next_at timestamptz not null default civic.now(),
        tries int not null default 0
      );
      create index farewell_next on civic.farewell (next_at);
      create index farewell_age on civic.farewell (made_at);
      grant select, insert, update, delete on civic.farewell to civic_service;

      create table civic.signal_trial (
        provider text primary key,
        state text,
        arrived_at timestamptz not null
      );
      grant select, insert, update on civic.signal_trial to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
