import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What revoking at scale needs: frozen plans with their links, single revocations that wait for a second person, how
 * many somebody made within the hour, social accounts that may not come back for a while, and whether a provider is
 * switched on. Every configured provider has its row, so that a sign-in can lock it.
 */
export class Bulk implements MigrationInterface {
  readonly name = 'Bulk1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.provider_state (
        provider text primary key,
        state text not null default 'on' check (state in ('on', 'off', 'link-only')),
        changed_at timestamptz not null default civic.now()
      );
      insert into civic.provider_state (provider) values ('google'), ('facebook');
      grant select, insert, update on civic.provider_state to civic_service;

      create index link_provider on civic.link (provider, id);

      create table civic.link_block (
        id uuid primary key,
        account_index bytea not null unique,
        provider text not null,
        reason text not null,
        made_at timestamptz not null default civic.now(),
        expires_at timestamptz
      );
      create index link_block_expiry on civic.link_block (expires_at);
      grant select, insert, update, delete on civic.link_block to civic_service;

      create table civic.single_revoke (
        link_id uuid primary key,
        revoker text not null,
        revoked_at timestamptz not null default civic.now()
      );
      create index single_revoke_revoker on civic.single_revoke (revoker, revoked_at);
      create index single_revoke_age on civic.single_revoke (revoked_at);
      grant select, insert, delete on civic.single_revoke to civic_service;

      create table civic.revocation_request (
        id uuid primary key,
        link_id uuid not null,
        reason text not null,
        block_for text,
        actor_kind text not null check (actor_kind in ('app', 'staff')),
        actor text not null,
        role text,
        state text not null default 'waiting'
          check (state in ('waiting', 'approved', 'rejected')),
        requested_at timestamptz not null default civic.now(),
        decided_at timestamptz,
        check ((state = 'waiting') = (decided_at is null))
      );
      create unique index revocation_request_one_waiting on civic.revocation_request (link_id)
        where state = 'waiting';
      create index revocation_request_age on civic.revocation_request (requested_at);
      grant select, insert, update, delete on civic.revocation_request to civic_service;

      create table civic.bulk_plan (
        id uuid primary key,
        filter jsonb not null,
        reason text not null,
        actor_kind text not null check (actor_kind in ('app', 'staff')),
        actor text not null,
        role text,
        links integer not null default 0,
        counts jsonb not null default '{}',
        needs_approval boolean not null default true,
        state text not null default 'planned'
          check (state in ('planned', 'waiting', 'running', 'paused', 'finished', 'stopped', 'rejected', 'cancelled')),
        planned_at timestamptz not null default civic.now(),
        expires_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        check ((state in ('finished', 'stopped', 'rejected', 'cancelled')) = (ended_at is not null))
      );
      create index bulk_plan_running on civic.bulk_plan (started_at) where state = 'running';
      create index bulk_plan_age on civic.bulk_plan (planned_at);
      grant select, insert, update, delete on civic.bulk_plan to civic_service;

      create table civic.bulk_plan_item (
        plan_id uuid not null references civic.bulk_plan on delete cascade,
        link_id uuid not null,
        position integer not null,
        state text not null default 'waiting' check (state in ('waiting', 'done', 'gone', 'failed')),
        tries smallint not null default 0,
        trouble text,
        settled_at timestamptz,
        primary key (plan_id, link_id),
        check ((state = 'waiting') = (settled_at is null))
      );
      create unique index bulk_plan_item_position on civic.bulk_plan_item (plan_id, position);
      create index bulk_plan_item_next on civic.bulk_plan_item (plan_id, tries, position)
        where state = 'waiting';
      grant select, insert, update, delete on civic.bulk_plan_item to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
