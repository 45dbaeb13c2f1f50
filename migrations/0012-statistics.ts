import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts. Tallies say how often something happened in an hour, and never to whom; published statistics can be added
 * and read, and neither changed nor taken back. The indexes let counts of links and of the ledger read only what they
 * count.
 */
export class Statistics implements MigrationInterface {
  readonly name = 'Statistics1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.tally (
        kind text not null,
        hour timestamptz not null,
        subject text not null,
        outcome text not null,
        count bigint not null check (count > 0),
        last_at timestamptz,
        primary key (kind, hour, subject, outcome)
      );
      create index tally_age on civic.tally (hour);
      grant select, insert, update, delete on civic.tally to civic_service;

      create table civic.published_statistic (
        month text primary key check (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        tables jsonb not null,
        published_at timestamptz not null default civic.now()
      );
      grant select, insert on civic.published_statistic to civic_service;

      create index ledger_entry_counted on civic.ledger_entry (type, at)
        where type in ('link.created', 'link.removed', 'resident.signed-in', 'consent.given');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
