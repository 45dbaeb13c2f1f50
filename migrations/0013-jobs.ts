import type { MigrationInterface, QueryRunner } from 'typeorm';
import { construction } from './pg-boss/construction-12.38.ts';

/**
 * The tables of pg-boss in a schema of their own, since the service cannot make them; what was deleted since the last
 * certificate, and the certificates; and the answers to requests that name an idempotency key.
 */
export class Jobs implements MigrationInterface {
  readonly name = 'Jobs1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(construction);
    await runner.query(`
      grant usage on schema pgboss to civic_service;
      grant select, insert, update, delete on all tables in schema pgboss to civic_service;
      revoke insert, update, delete on pgboss.version from civic_service;
      grant update (cron_on, flow_on, bam_on, reindex_on, monitor_backoff_on) on pgboss.version
        to civic_service;

      create table civic.deleted_rows (
        id bigint generated always as identity primary key,
        deletion text not null,
        rows bigint not null check (rows > 0)
      );
      grant select, insert, delete on civic.deleted_rows to civic_service;

      create table civic.retention_run (
        id uuid primary key,
        actor_kind text not null check (actor_kind in ('staff', 'app', 'system')),
        actor text,
        began_at timestamptz not null default civic.now(),
        finished_at timestamptz,
        deleted bigint,
        certificate text,
        hash bytea,
        check ((finished_at is null) = (deleted is null)),
        check ((finished_at is null) = (certificate is null)),
        check ((finished_at is null) = (hash is null))
      );
      create unique index retention_run_one_open on civic.retention_run ((finished_at is null))
        where finished_at is null;
      create index retention_run_newest on civic.retention_run (began_at desc, id desc);
      create index retention_run_finished on civic.retention_run (finished_at desc);
      grant select, insert on civic.retention_run to civic_service;
      grant update (finished_at, deleted, certificate, hash) on civic.retention_run to civic_service;

      create table civic.idempotent_answer (
        caller text not null,
        key_hash bytea not null,
        request_hash bytea not null,
        claimed_at timestamptz not null default civic.now(),
        expires_at timestamptz not null,
        status smallint,
        sealed_answer bytea,
        primary key (caller, key_hash),
        check ((status is null) = (sealed_answer is null))
      );
      create index idempotent_answer_expiry on civic.idempotent_answer (expires_at);
      grant select, insert, update, delete on civic.idempotent_answer to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
