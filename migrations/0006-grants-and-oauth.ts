import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What residents let city apps see, the refresh families that hang on it, and requests and codes in transit. */
export class GrantsAndOauth implements MigrationInterface {
  readonly name = 'GrantsAndOauth1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.authorization_request (
        id uuid primary key,
        browser_hash bytea,
        app_id text not null references civic.city_app,
        parameters jsonb not null,
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz not null
      );
      create index authorization_request_expiry on civic.authorization_request (expires_at);
      grant select, insert, update, delete on civic.authorization_request to civic_service;

      create table civic.consent (
        resident_id uuid not null references civic.resident on delete cascade,
        app_id text not null references civic.city_app,
        scopes text[] not null,
        policy_version text not null,
        given_at timestamptz not null default civic.now(),
        primary key (resident_id, app_id)
      );
      grant select, insert, update, delete on civic.consent to civic_service;

      create table civic.app_grant (
        id uuid primary key,
        resident_id uuid references civic.resident on delete cascade,
        app_id text not null references civic.city_app,
        subject text not null,
        scopes text[] not null,
        resource text not null,
        auth_link uuid,
        authenticated_at timestamptz,
        created_at timestamptz not null default civic.now()
      );
      create index app_grant_resident on civic.app_grant (resident_id) where resident_id is not null;
      create index app_grant_app on civic.app_grant (app_id) where resident_id is null;
      grant select, insert, update, delete on civic.app_grant to civic_service;

      create table civic.refresh_family (
        grant_id uuid primary key references civic.app_grant on delete cascade,
        app_id text not null,
        generation integer not null,
        current_hash bytea not null,
        previous_hash bytea,
        rotated_at timestamptz not null default civic.now(),
        sealed_successor bytea,
        idle_expires_at timestamptz not null,
        expires_at timestamptz not null,
        killed_at timestamptz
      );
      create index refresh_family_expiry on civic.refresh_family (expires_at);
      grant select, insert, update, delete on civic.refresh_family to civic_service;

      create table civic.authorization_code (
        code_hash bytea primary key,
        app_id text not null,
        grant_id uuid not null,
        link_id uuid,
        redirect_uri text not null,
        code_challenge text not null,
        nonce text,
        scopes text[] not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index authorization_code_link on civic.authorization_code (link_id) where link_id is not null;
      create index authorization_code_expiry on civic.authorization_code (expires_at);
      grant select, insert, update, delete on civic.authorization_code to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
