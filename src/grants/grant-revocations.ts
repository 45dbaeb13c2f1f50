import { Injectable } from '@nestjs/common';
import type { ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Grant } from './grant.ts';
import { GrantEndings } from './grant-endings.ts';
import { Grants } from './grants.ts';
import { killFamily } from './refresh/statements.ts';

/** Who ends a grant, and why. */
export interface GrantRevocationOrder extends StaffMember {
  grantId: string;
  reason: ReasonCode;
}

/** Repeating one changes nothing and says so; grants of apps in their own name are none of a resident's. */
export type GrantRevocation =
  { kind: 'revoked'; appId: string } | { kind: 'already-ended' } | { kind: 'no-such-grant' };

/** Lets staff end what one resident let one app do. The resident's yes stays: the app may come again and ask. */
@Injectable()
export class GrantRevocations {
  constructor(
    private readonly database: Database,
    private readonly grants: Grants,
    private readonly endings: GrantEndings,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** With the commit every token made from the grant is dead, and its app is among those who must hear of it. */
  async byStaff(order: GrantRevocationOrder): Promise<GrantRevocation> {
    permit(order, 'grant.revoke');
    return this.database.transaction<GrantRevocation>(async (sql) => {
      const grant = await this.grants.find(sql, order.grantId);
      const residentId = grant?.residentId ?? null;
      if (grant === null || residentId === null) return { kind: 'no-such-grant' };
      if (!(await this.residents.lock(sql, residentId))) return { kind: 'no-such-grant' };
      return this.end(sql, grant, order);
    });
  }

  private async end(sql: Sql, grant: Grant, order: GrantRevocationOrder): Promise<GrantRevocation> {
    if (await this.revocations.hasEnded(sql, grant.id)) return { kind: 'already-ended' };
    await sql.run(killFamily, [grant.id, grant.appId]);
    await this.endings.endByStaff(sql, grant, order);
    return { kind: 'revoked', appId: grant.appId };
  }
}
