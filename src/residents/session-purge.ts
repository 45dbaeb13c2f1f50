import type { Config } from '../config/config.ts';
import type { Revocations } from '../revocations/revocations.ts';
import type { Sql } from '../platform/database/statement.ts';
import { purge } from './statements/sessions.ts';

/** Deletes sessions past their limits, at most a thousand at a time; returns how many went. */
export async function purgeSessions(
  sql: Sql,
  limits: Config['sessions'],
  revocations: Revocations,
): Promise<number> {
  const rows = await sql.run<{ id: string }>(purge, [limits.idleSeconds, limits.absoluteSeconds]);
  for (const { id } of rows) await revocations.forget(sql, id);
  return rows.length;
}
