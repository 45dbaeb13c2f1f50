import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import { Recipients } from './recipients.ts';

/** How a withdrawal ended; repeating one changes nothing and says so. */
export type Withdrawal = 'withdrawn' | 'nothing-to-do';

const forget = statement(
  'withdrawals.forget',
  'delete from civic.consent where resident_id = $1 and app_id = $2 returning 1',
);

const grantsOf = statement(
  'withdrawals.grants-of',
  'select id from civic.app_grant where resident_id = $1 and app_id = $2 order by id',
);

/**
 * Takes back what a resident let an app do. The resident is locked first, as when a grant is made, so that none
 * is made from a consent that is just going.
 */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly recipients: Recipients,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** Forgets the consent and ends every grant made from it, with all their tokens, in one transaction. */
  withdraw(residentId: string, appId: string): Promise<Withdrawal> {
    return this.database.transaction(async (sql) => {
      await this.residents.lock(sql, residentId);
      return this.withdrawIn(sql, residentId, appId);
    });
  }

  /** Staff take it back, for a reason that the resident reads. */
  byStaff(
    staff: StaffMember,
    { residentId, appId }: { residentId: string; appId: string },
    reason: ReasonCode,
  ): Promise<Withdrawal> {
    permit(staff, 'grant.revoke');
    return this.database.transaction(async (sql) => {
      await this.residents.lock(sql, residentId);
      return this.forget(sql, { residentId, appId }, { ...byStaff(staff), reason });
    });
  }

  /** The same inside a transaction that has locked the resident. */
  withdrawIn(sql: Sql, residentId: string, appId: string): Promise<Withdrawal> {
    return this.forget(sql, { residentId, appId }, { actor: { kind: 'resident', id: residentId } });
  }

  private async forget(
    sql: Sql,
    { residentId, appId }: { residentId: string; appId: string },
    by: StaffMember & { reason?: ReasonCode },
  ): Promise<Withdrawal> {
    const told = await this.recipients.of(sql, residentId);
    if ((await firstRow(sql, forget, [residentId, appId])) === null) return 'nothing-to-do';
    await this.endGrants(sql, residentId, appId);
    const event = { type: 'consent.withdrawn', ...by, residentId, appId } as const;
    const toTell = told.filter((recipient) => recipient.appId === appId);
    await this.ledger.record(sql, event, toTell);
    return 'withdrawn';
  }

  private async endGrants(sql: Sql, residentId: string, appId: string): Promise<void> {
    const grants = await sql.run<{ id: string }>(grantsOf, [residentId, appId]);
    for (const { id } of grants) await this.revocations.raise(sql, { rule: 'grant', id });
  }
}
