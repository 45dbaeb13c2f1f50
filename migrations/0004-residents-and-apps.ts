import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Residents are a random id and a language; city apps are OAuth clients with their secrets as hashes. */
export class ResidentsAndApps implements MigrationInterface {
  readonly name = 'ResidentsAndApps1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.resident (
        id uuid primary key,
        language text not null check (language in ('en', 'es')),
        created_at timestamptz not null default civic.now(),
        unreachable_since timestamptz
      );
      grant select, insert, update, delete on civic.resident to civic_service;

      create table civic.pairwise_subject (
        resident_id uuid not null references civic.resident on delete cascade,
        sector text not null,
        subject text not null unique,
        primary key (resident_id, sector)
      );
      grant select, insert, delete on civic.pairwise_subject to civic_service;

      create table civic.resident_session (
        id uuid primary key,
        token_hash bytea not null unique,
        resident_id uuid not null references civic.resident on delete cascade,
        auth_link uuid not null,
        provider text not null,
        authenticated_at timestamptz not null default civic.now(),
        created_at timestamptz not null default civic.now(),
        last_seen_at timestamptz not null default civic.now()
      );
      create index resident_session_resident on civic.resident_session (resident_id);
      create index resident_session_last_seen on civic.resident_session (last_seen_at);
      grant select, insert, update, delete on civic.resident_session to civic_service;

      create table civic.city_app (
        id text primary key,
        name text not null,
        department text not null,
        purpose text not null,
        kind text not null check (kind in ('confidential', 'public')),
        sector text not null,
        resource text not null,
        redirect_uris text[] not null,
        scopes text[] not null,
        grant_types text[] not null,
        access_token_algorithm text not null default 'ES256'
          check (access_token_algorithm in ('ES256', 'RS256')),
        id_token_algorithm text not null default 'RS256'
          check (id_token_algorithm in ('ES256', 'RS256')),
        disabled_at timestamptz,
        created_at timestamptz not null default civic.now()
      );
      grant select, insert, update on civic.city_app to civic_service;

      create table civic.app_secret (
        app_id text not null references civic.city_app,
        secret_hash bytea not null,
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz,
        primary key (app_id, secret_hash)
      );
      grant select, insert, update, delete on civic.app_secret to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
