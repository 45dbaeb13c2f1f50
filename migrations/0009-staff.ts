import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Staff: people with one role each, their passkeys, the links that let them enrol one, and their sessions. Somebody who
 * is removed stays as a name, because entries of the ledger point to them. Which records they have open, what help
 * codes were shown for, and a rule by which staff let what a resident granted rest.
 */
export class Staff implements MigrationInterface {
  readonly name = 'Staff1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.staff_person (
        id uuid primary key,
        name text not null check (length(name) between 1 and 80),
        role text not null
          check (role in ('viewer', 'revoker', 'approver', 'auditor', 'operator')),
        created_at timestamptz not null default civic.now(),
        removed_at timestamptz
      );
      grant select, insert, update, delete on civic.staff_person to civic_service;

      create table civic.staff_passkey (
        id uuid primary key,
        person_id uuid not null references civic.staff_person on delete cascade,
        credential_id text not null unique,
        public_key bytea not null,
        counter bigint not null,
        transports text[] not null,
        created_at timestamptz not null default civic.now(),
        last_used_at timestamptz
      );
      create index staff_passkey_person on civic.staff_passkey (person_id);
      grant select, insert, update, delete on civic.staff_passkey to civic_service;

      create table civic.staff_invitation (
        token_hash bytea primary key,
        person_id uuid not null unique references civic.staff_person on delete cascade,
        expires_at timestamptz not null
      );
      create index staff_invitation_expiry on civic.staff_invitation (expires_at);
      grant select, insert, update, delete on civic.staff_invitation to civic_service;

      create table civic.staff_session (
        id uuid primary key,
        token_hash bytea not null unique,
        person_id uuid not null references civic.staff_person on delete cascade,
        created_at timestamptz not null default civic.now(),
        last_seen_at timestamptz not null default civic.now(),
        proved_at timestamptz not null default civic.now()
      );
      create index staff_session_person on civic.staff_session (person_id);
      create index staff_session_age on civic.staff_session (last_seen_at);
      grant select, insert, update, delete on civic.staff_session to civic_service;

      create table civic.staff_challenge (
        hash bytea primary key,
        expires_at timestamptz not null
      );
      create index staff_challenge_expiry on civic.staff_challenge (expires_at);
      grant select, insert, delete on civic.staff_challenge to civic_service;

      create table civic.record_access (
        staff text not null,
        resident_id uuid not null references civic.resident on delete cascade,
        opened_with text not null check (opened_with in ('support-code', 'purpose')),
        looked_for text
          check (looked_for in ('help', 'security', 'records-request', 'court-order', 'testing')),
        expires_at timestamptz not null,
        primary key (staff, resident_id)
      );
      create index record_access_resident on civic.record_access (resident_id);
      create index record_access_expiry on civic.record_access (expires_at);
      grant select, insert, update, delete on civic.record_access to civic_service;

      create table civic.help_code (
        code text primary key,
        at timestamptz not null,
        route text not null,
        problem text not null,
        resident_id uuid references civic.resident on delete cascade
      );
      create index help_code_age on civic.help_code (at);
      create index help_code_resident on civic.help_code (resident_id);
      grant select, insert, delete on civic.help_code to civic_service;

      alter table civic.epoch
        drop constraint epoch_rule_check,
        add check (rule in ('issuer', 'provider', 'app', 'resident', 'policy', 'hold', 'link',
          'session', 'grant'));
      insert into civic.coverage (subject_id, rule, id, epoch)
        select id, 'hold', resident_id::text, 0 from civic.app_grant where resident_id is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
