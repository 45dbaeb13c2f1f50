import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { LookedFor, StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { RateLimits } from '../platform/http/rate-limits.ts';
import { Residents } from '../residents/residents.ts';
import { OpenedRecords } from './opened-record.ts';
import type { OpenedRecord } from './opened-record.ts';
import { noteOpen } from './record-access.ts';
import type { Why } from './record-access.ts';
import { SupportCodes } from './support-codes.ts';

/** Why staff may open a record without a code, as the ledger notes it and the resident reads it. */
export const purposes = [
  'help',
  'security',
  'records-request',
  'court-order',
  'testing',
] as const satisfies readonly LookedFor[];

export function isPurpose(text: unknown): text is LookedFor {
  return purposes.some((purpose) => purpose === text);
}

/** `refused` says as little of a wrong code as of one that has expired, or of a resident who is not there. */
export type Opening = { kind: 'opened'; record: OpenedRecord } | { kind: 'refused' };

const refused: Opening = { kind: 'refused' };

/** Opens records for staff. Nobody sees anything unless the ledger says so, in the very same transaction. */
@Injectable()
export class SupportAccess {
  constructor(
    private readonly codes: SupportCodes,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly limits: RateLimits,
    private readonly records: OpenedRecords,
    private readonly residents: Residents,
  ) {}

  /**
   * Opens the record of whoever made the code, as often as it is good. Throws `rate-limited` (429) when this member of
   * staff has tried too many, right ones included: what is over the limit is not looked at.
   */
  async openWithCode(staff: StaffMember, typed: string): Promise<Opening> {
    permit(staff, 'record.open');
    await this.limits.countStaffCode(`${staff.actor.kind} ${staff.actor.id ?? ''}`);
    return this.database.transaction(async (sql) => {
      const residentId = await this.codes.holderOf(sql, typed);
      if (residentId === null || !(await this.residents.lock(sql, residentId))) return refused;
      // The code may have been cancelled while we waited for the resident.
      if ((await this.codes.holderOf(sql, typed)) !== residentId) return refused;
      return this.open(sql, residentId, staff, { with: 'support-code' });
    });
  }

  /** Opens a record for a purpose, which the resident reads. */
  async openForPurpose(
    staff: StaffMember,
    residentId: string,
    lookedFor: LookedFor,
  ): Promise<Opening> {
    permit(staff, 'record.open');
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return refused;
      return this.open(sql, residentId, staff, { with: 'purpose', lookedFor });
    });
  }

  private async open(sql: Sql, residentId: string, staff: StaffMember, why: Why): Promise<Opening> {
    const event = { type: 'record.opened', ...byStaff(staff), residentId, ...why } as const;
    await this.ledger.record(sql, event);
    await noteOpen(sql, staff, { residentId, why });
    const record = await this.records.read(sql, residentId);
    return record === null ? refused : { kind: 'opened', record };
  }
}
