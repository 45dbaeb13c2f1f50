import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Room for a complete authorization server: how each app proves who it is, which other APIs it may call, which links
 * a resident lets it see, assertions that were used, logouts that wait for a yes, and keys that were stolen.
 */
export class AuthorizationServer implements MigrationInterface {
  readonly name = 'AuthorizationServer1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table civic.city_app
        add column department_es text,
        add column purpose_es text,
        add column auth_method text not null default 'client_secret_basic'
          check (auth_method in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
        add column jwks jsonb,
        add column assertion_algorithm text
          check (assertion_algorithm in ('ES256', 'RS256', 'PS256')),
        add column assertion_audience text not null default 'issuer'
          check (assertion_audience in ('issuer', 'token-endpoint')),
        add column other_resources text[] not null default '{}',
        add column post_logout_redirect_uris text[] not null default '{}';
      update civic.city_app set auth_method = 'none' where kind = 'public';
      alter table civic.city_app
        add check ((kind = 'public') = (auth_method = 'none')),
        add check ((auth_method = 'private_key_jwt') = (jwks is not null)),
        add check ((jwks is null) = (assertion_algorithm is null));

      create table civic.client_assertion (
        app_id text not null references civic.city_app,
        jti_hash bytea not null,
        expires_at timestamptz not null,
        primary key (app_id, jti_hash)
      );
      create index client_assertion_expiry on civic.client_assertion (expires_at);
      grant select, insert, delete on civic.client_assertion to civic_service;

      alter table civic.app_grant add column other_resources text[] not null default '{}';

      alter table civic.consent add column links uuid[] not null default '{}';
      update civic.consent as c
        set links = array(select l.id from civic.link l where l.resident_id = c.resident_id);

      create table civic.logout_request (
        id uuid primary key,
        app_id text references civic.city_app,
        subject text,
        redirect_uri text,
        state text,
        language text check (language in ('en', 'es')),
        created_at timestamptz not null default civic.now(),
        expires_at timestamptz not null
      );
      create index logout_request_expiry on civic.logout_request (expires_at);
      grant select, insert, update, delete on civic.logout_request to civic_service;

      alter table civic.signing_key add column compromised boolean not null default false;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
