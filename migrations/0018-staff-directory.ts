import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Staff who come in with the city's own identity provider: whose account is whose, as a keyed hash, and trips there that
 * are under way. An account outlives its person, so that whoever was removed stays out.
 */
export class StaffDirectory implements MigrationInterface {
  readonly name = 'StaffDirectory1795000000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table civic.staff_account (
        subject_index bytea primary key,
        person_id uuid not null unique,
        claimed_role text not null
          check (claimed_role in ('viewer', 'revoker', 'approver', 'auditor', 'operator')),
        last_used_at timestamptz not null default civic.now()
      );
      grant select, insert, update on civic.staff_account to civic_service;

      create table civic.staff_trip (
        id uuid primary key,
        state_hash bytea not null unique,
        browser_hash bytea not null,
        session_id uuid references civic.staff_session on delete cascade,
        sealed_verifier bytea not null,
        back text not null,
        language text not null check (language in ('en', 'es')),
        expires_at timestamptz not null
      );
      create index staff_trip_session on civic.staff_trip (session_id);
      create index staff_trip_expiry on civic.staff_trip (expires_at);
      grant select, insert, delete on civic.staff_trip to civic_service;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward: restore a backup instead.');
  }
}
