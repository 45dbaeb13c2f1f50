import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events for apps: where each app wants them, what is to be delivered to whom, and how far the ledger was read for it. The
 * reading begins here: nobody had a stream before.
 */
export class EventStreams implements MigrationInterface {
  readonly name = 'EventStreams1795000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.event_cursor (
        is_the_one boolean primary key default true check (is_the_one),
        xid xid8 not null default pg_snapshot_xmin(pg_current_snapshot()),
        entry_id bigint not null default 0
      );
      insert into civic.event_cursor default values;
      grant select, update on civic.event_cursor to civic_service;

      create table civic.event_stream (
        id uuid primary key,
        app_id text not null references civic.city_app,
        kind text not null check (kind in ('events', 'logout')),
        method text not null check (method in ('poll', 'push')),
        endpoint text,
        sealed_authorization bytea,
        events text[] not null,
        description text,
        status text not null check (status in ('enabled', 'paused', 'disabled')),
        reason text,
        is_proven boolean not null,
        last_seq bigint not null default 0,
        created_at timestamptz not null default civic.now(),
        verified_at timestamptz,
        failures integer not null default 0,
        failing_since timestamptz,
        next_try_at timestamptz not null default civic.now(),
        unique (app_id, kind)
      );
      grant select, insert, update, delete on civic.event_stream to civic_service;

      create table civic.event_delivery (
        stream_id uuid not null references civic.event_stream on delete cascade,
        seq bigint not null,
        jti text not null,
        txn text not null,
        type text not null,
        subject text,
        event jsonb not null,
        state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
        attempts integer not null default 0,
        error text,
        queued_at timestamptz not null default civic.now(),
        next_try_at timestamptz not null default civic.now(),
        lease_until timestamptz,
        settled_at timestamptz,
        primary key (stream_id, seq),
        unique (stream_id, jti)
      );
      create index event_delivery_waiting on civic.event_delivery (stream_id, seq)
        where state = 'waiting';
      create index event_delivery_order on civic.event_delivery (stream_id, subject, seq)
        where state = 'waiting';
      create index event_delivery_dead on civic.event_delivery (settled_at) where state = 'dead';
      create index event_delivery_age on civic.event_delivery (queued_at);
      grant select, insert, update, delete on civic.event_delivery to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
