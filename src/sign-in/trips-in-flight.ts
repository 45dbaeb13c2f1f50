import { statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';

const forget = statement(
  'trips.forget',
  `with flows as (delete from civic.flow where resident_id = $1)
   delete from civic.pending_identity where resident_id = $1`,
);

/** Deletes every trip of a resident, and what came back from one and waits, whichever provider it was to. */
export async function forgetTrips(sql: Sql, residentId: string): Promise<void> {
  await sql.run(forget, [residentId]);
}
