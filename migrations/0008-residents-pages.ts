import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Room for everything a resident can see, do and undo: trips that prove or rename instead of linking, fresh proofs,
 * sessions on shared computers, what happened since the last visit, versions of the privacy policy and who agreed to
 * them, deletions with their codes, and codes for the help desk. What covers a session or a grant goes with it.
 */
export class ResidentsPages implements MigrationInterface {
  readonly name = 'ResidentsPages1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.resident add column last_visit_at timestamptz;

      alter table civic.resident_session
        add column is_shared boolean not null default false,
        add column visit_began_at timestamptz not null default civic.now(),
        add column previous_visit_at timestamptz;

      alter table civic.flow
        drop constraint flow_purpose_check,
        drop constraint flow_check,
        drop constraint flow_check1,
        add column link_id uuid,
        add column action text check (action in ('link', 'export', 'erase')),
        add column object text,
        add column is_shared boolean not null default false,
        add check (purpose in ('sign-in', 'link', 'prove', 'name')),
        add check ((purpose = 'sign-in') = (session_id is null)),
        add check ((purpose = 'sign-in') = (resident_id is null)),
        add check ((purpose = 'prove') = (action is not null)),
        add check ((purpose = 'name') = (link_id is not null));

      alter table civic.pending_identity
        drop constraint pending_identity_purpose_check,
        add column link_id uuid,
        add column is_shared boolean not null default false,
        add check (purpose in ('sign-in', 'link', 'name')),
        add check ((purpose = 'name') = (link_id is not null));

      create table civic.proof (
        session_id uuid not null references civic.resident_session on delete cascade,
        action text not null check (action in ('link', 'export', 'erase')),
        resident_id uuid not null references civic.resident on delete cascade,
        link_id uuid not null,
        proved_at timestamptz not null default civic.now(),
        primary key (session_id, action)
      );
      create index proof_link on civic.proof (link_id);
      create index proof_resident on civic.proof (resident_id);
      create index proof_age on civic.proof (proved_at);
      grant select, insert, update, delete on civic.proof to civic_service;

      create table civic.policy_version (
        version integer primary key check (version > 0),
        starts_at timestamptz not null,
        asks_again boolean not null,
        changes_en text[] not null,
        changes_es text[] not null,
        text_en text,
        text_es text,
        published_at timestamptz not null default civic.now(),
        check ((text_en is null) = (text_es is null)),
        check (cardinality(changes_en) = cardinality(changes_es))
      );
      insert into civic.policy_version (version, starts_at, asks_again, changes_en, changes_es)
        values (1, '2026-11-23T12:00:00Z', false, '{}', '{}');
      grant select, insert on civic.policy_version to civic_service;

      create table civic.policy_acceptance (
        resident_id uuid not null references civic.resident on delete cascade,
        version integer not null references civic.policy_version,
        accepted_at timestamptz not null default civic.now(),
        primary key (resident_id, version)
      );
      insert into civic.policy_acceptance (resident_id, version, accepted_at)
        select id, 1, created_at from civic.resident;
      grant select, insert, delete on civic.policy_acceptance to civic_service;

      alter table civic.epoch
        drop constraint epoch_rule_check,
        add check (rule in
          ('issuer', 'provider', 'app', 'resident', 'policy', 'link', 'session', 'grant'));
      insert into civic.coverage (subject_id, rule, id, epoch)
        select id, 'policy', resident_id::text, 0 from civic.app_grant where resident_id is not null;

      alter table civic.consent add column last_used_at timestamptz;

      create table civic.deletion (
        code_hash bytea primary key,
        resident_id uuid unique references civic.resident on delete set null,
        requested_at timestamptz not null default civic.now(),
        due_at timestamptz not null,
        done_at timestamptz,
        cancelled_at timestamptz,
        check (done_at is null or cancelled_at is null)
      );
      create index deletion_due on civic.deletion (due_at)
        where done_at is null and cancelled_at is null;
      grant select, insert, update, delete on civic.deletion to civic_service;

      create table civic.support_code (
        resident_id uuid primary key references civic.resident on delete cascade,
        code_hash bytea not null unique,
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz not null
      );
      create index support_code_expiry on civic.support_code (expires_at);
      grant select, insert, update, delete on civic.support_code to civic_service;

      grant delete on civic.epoch to civic_service;

      create index resident_unreachable on civic.resident (unreachable_since)
        where unreachable_since is not null;
      create index link_last_used on civic.link (last_used_at);

      create function civic.forget_coverage() returns trigger language plpgsql as $$ begin
        delete from civic.coverage where subject_id in (select id from gone);
        return null;
      end $$;
      create trigger forget_coverage after delete on civic.resident_session
        referencing old table as gone for each statement execute function civic.forget_coverage();
      create trigger forget_coverage after delete on civic.app_grant
        referencing old table as gone for each statement execute function civic.forget_coverage();
      delete from civic.coverage where subject_id not in
        (select id from civic.resident_session union all select id from civic.app_grant);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
