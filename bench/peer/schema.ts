import type { Pool } from 'pg';

/**
 * Everything the peer's library keeps, in the usual columns; and the operator's own two tables: who is behind an
 * account, and what somebody has agreed to before.
 */
const tables = `
  create table model (
    type text not null,
    id text not null,
    payload jsonb not null,
    grant_id text,
    user_code text,
    uid text,
    expires_at timestamptz,
    consumed_at timestamptz,
    primary key (type, id)
  );
  create index model_grant on model (grant_id) where grant_id is not null;
  create unique index model_user_code on model (user_code) where user_code is not null;
  create unique index model_uid on model (uid) where uid is not null and type = 'Session';

  create table account (
    id uuid primary key default gen_random_uuid(),
    provider text not null,
    subject text not null,
    name text,
    unique (provider, subject)
  );

  create table consent (
    account_id uuid not null references account,
    client_id text not null,
    grant_id text not null,
    primary key (account_id, client_id)
  );`;

/** Makes the tables where there are none yet. */
export async function prepareTables(pool: Pool): Promise<void> {
  const { rows } = await pool.query(`select to_regclass('model') is not null as present`);
  if (!rows[0].present) await pool.query(tables);
}
