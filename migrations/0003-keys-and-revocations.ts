import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signing keys with their private part sealed, and the revocation lattice: an epoch per rule, what covers each
 * grant and session with the epoch it was made under, and single revoked tokens.
 */
export class KeysAndRevocations implements MigrationInterface {
  readonly name = 'KeysAndRevocations1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.signing_key (
        kid text primary key,
        algorithm text not null check (algorithm in ('ES256', 'RS256')),
        state text not null check (state in ('next', 'current', 'previous', 'retired')),
        public_jwk jsonb not null,
        sealed_private bytea,
        created_at timestamptz not null default civic.now(),
        usable_from timestamptz not null,
        replaced_at timestamptz,
        retired_at timestamptz,
        check ((state = 'retired') = (sealed_private is null))
      );
      create unique index signing_key_one_current on civic.signing_key (algorithm)
        where state = 'current';
      create unique index signing_key_one_next on civic.signing_key (algorithm)
        where state = 'next';
      grant select, insert, update on civic.signing_key to civic_service;

      create table civic.epoch (
        rule text not null
          check (rule in ('issuer', 'provider', 'app', 'resident', 'link', 'session', 'grant')),
        id text not null,
        epoch bigint not null,
        raised_at timestamptz not null default civic.now(),
        primary key (rule, id)
      );
      grant select, insert, update on civic.epoch to civic_service;

      create table civic.coverage (
        subject_id uuid not null,
        rule text not null,
        id text not null,
        epoch bigint not null,
        primary key (subject_id, rule, id)
      );
      grant select, insert, delete on civic.coverage to civic_service;

      create table civic.revoked_token (
        jti text primary key,
        expires_at timestamptz not null
      );
      create index revoked_token_expiry on civic.revoked_token (expires_at);
      grant select, insert, delete on civic.revoked_token to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
