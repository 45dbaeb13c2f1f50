import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Links with sealed identifiers, and what a trip to a provider leaves behind while it lasts. A removed link is a
 * deleted row: nothing that came from the provider stays.
 */
export class LinksAndSignIn implements MigrationInterface {
  readonly name = 'LinksAndSignIn1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.link (
        id uuid primary key,
        resident_id uuid not null references civic.resident,
        provider text not null,
        namespace text not null,
        subject_index bytea not null,
        sealed_subject bytea not null,
        name_index bytea,
        sealed_name bytea,
        flow_entry bigint not null unique references civic.ledger_entry,
        policy_version text not null,
        created_at timestamptz not null default civic.now(),
        last_used_at timestamptz not null default civic.now(),
        check ((name_index is null) = (sealed_name is null))
      );
      create unique index link_one_per_account on civic.link (namespace, subject_index);
      create index link_resident on civic.link (resident_id);
      create index link_name on civic.link (name_index) where name_index is not null;
      grant select, insert, update, delete on civic.link to civic_service;

      create table civic.flow (
        id uuid primary key,
        state_hash bytea not null unique,
        browser_hash bytea not null,
        provider text not null,
        purpose text not null check (purpose in ('sign-in', 'link')),
        session_id uuid,
        resident_id uuid,
        sealed_verifier bytea not null,
        request_id uuid,
        policy_version text not null,
        language text not null check (language in ('en', 'es')),
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz not null,
        consumed_at timestamptz,
        check ((purpose = 'link') = (session_id is not null)),
        check ((purpose = 'link') = (resident_id is not null))
      );
      create index flow_resident on civic.flow (resident_id) where resident_id is not null;
      create index flow_expiry on civic.flow (expires_at);
      grant select, insert, update, delete on civic.flow to civic_service;

      create table civic.pending_identity (
        id uuid primary key,
        browser_hash bytea not null,
        provider text not null,
        purpose text not null check (purpose in ('sign-in', 'link')),
        session_id uuid,
        resident_id uuid,
        flow_entry bigint not null references civic.ledger_entry,
        request_id uuid,
        policy_version text not null,
        sealed_identity bytea not null,
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz not null
      );
      create index pending_identity_resident on civic.pending_identity (resident_id)
        where resident_id is not null;
      create index pending_identity_expiry on civic.pending_identity (expires_at);
      grant select, insert, update, delete on civic.pending_identity to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
