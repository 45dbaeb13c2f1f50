import { Injectable } from '@nestjs/common';
import { minutes } from '../kernel/duration.ts';
import type { Actor, LookedFor, StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { purgeOf } from '../platform/database/purge.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { OpenedRecords } from './opened-record.ts';
import type { OpenedRecord } from './opened-record.ts';

/** How many minutes an opened record stays open for whoever opened it. */
export const openMinutes = 15;

/** By which right somebody has a record open. */
export type Why = { with: 'support-code' } | { with: 'purpose'; lookedFor: LookedFor };

const note = statement(
  'record-access.note',
  `insert into civic.record_access (staff, resident_id, opened_with, looked_for, expires_at)
   values ($1, $2, $3, $4, civic.now() + make_interval(secs => $5))
   on conflict (staff, resident_id) do update set opened_with = excluded.opened_with,
     looked_for = excluded.looked_for, expires_at = excluded.expires_at`,
);

const find = statement(
  'record-access.find',
  `select opened_with as "with", looked_for as "lookedFor" from civic.record_access
   where staff = $1 and resident_id = $2 and expires_at > civic.now()`,
);

export const purgeAccess = purgeOf('record-access.purge', {
  table: 'record_access',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});

/** Notes in the transaction of an opening that the record is open. */
export async function noteOpen(
  sql: Sql,
  { actor }: StaffMember,
  { residentId, why }: { residentId: string; why: Why },
): Promise<void> {
  const opener = openerOf(actor);
  if (opener === null) return;
  const lookedFor = why.with === 'purpose' ? why.lookedFor : null;
  await sql.run(note, [opener, residentId, why.with, lookedFor, minutes(openMinutes)]);
}

/** Who has a record open: a member of staff by their id, an app that staff work with by one that no person has. */
function openerOf({ kind, id }: Actor): string | null {
  if (id === undefined) return null;
  if (kind === 'staff') return id;
  return kind === 'app' ? `app ${id}` : null;
}

/** Which records staff have open, so that looking at the next page of one is no new opening. */
@Injectable()
export class RecordAccess {
  constructor(
    private readonly database: Database,
    private readonly records: OpenedRecords,
  ) {}

  /**
   * A record that this member of staff has opened within the last minutes, as it is now, and by which right. Null
   * when they have not, or when the resident is gone: then they must open it, which the resident reads.
   */
  async again(
    staff: StaffMember,
    residentId: string,
  ): Promise<{ record: OpenedRecord; why: Why } | null> {
    permit(staff, 'record.open');
    const why = await this.why(staff, residentId);
    const record = why && (await this.records.read(this.database, residentId));
    return record ? { record, why } : null;
  }

  /** Whether somebody has the record open. */
  async isOpen(staff: StaffMember, residentId: string): Promise<boolean> {
    return (await this.why(staff, residentId)) !== null;
  }

  private why({ actor }: StaffMember, residentId: string): Promise<Why | null> {
    return firstRow<Why>(this.database, find, [openerOf(actor), residentId]);
  }
}
