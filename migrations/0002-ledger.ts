import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The append-only ledger. The service role may insert and read, nothing else. `xid` lets readers skip entries of
 * transactions still in progress, because identity columns are not commit order.
 */
export class Ledger implements MigrationInterface {
  readonly name = 'Ledger1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.ledger_entry (
        id bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default civic.now(),
        type text not null,
        actor_kind text not null
          check (actor_kind in ('resident', 'app', 'staff', 'provider', 'system')),
        actor text,
        resident_id uuid,
        link_id uuid,
        app_id text,
        detail jsonb not null default '{}'
      );
      create index ledger_entry_commit_order on civic.ledger_entry (xid, id);
      create index ledger_entry_resident on civic.ledger_entry (resident_id, id)
        where resident_id is not null;
      create index ledger_entry_link on civic.ledger_entry (link_id, id) where link_id is not null;
      grant select, insert on civic.ledger_entry to civic_service;

      create table civic.ledger_recipient (
        entry_id bigint not null references civic.ledger_entry,
        app_id text not null,
        subject text not null,
        expires_at timestamptz not null,
        primary key (entry_id, app_id)
      );
      create index ledger_recipient_expiry on civic.ledger_recipient (expires_at);
      grant select, insert, delete on civic.ledger_recipient to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
