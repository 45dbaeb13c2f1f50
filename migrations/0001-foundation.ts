import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The service's group role and the one clock of every expiry: tests replace `civic.now()`, production checks it. */
export class Foundation implements MigrationInterface {
  readonly name = 'Foundation1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'civic_service') then
          create role civic_service nologin;
        end if;
      end $$;

      create function civic.now() returns timestamptz
        language sql stable parallel safe
        return pg_catalog.now();

      grant usage on schema civic to civic_service;
      revoke create on schema public from public;

      create table civic.rate_limit (
        key varchar(255) primary key,
        points integer not null default 0,
        expire bigint
      );
      grant select, insert, update, delete on civic.rate_limit to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
