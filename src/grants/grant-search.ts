import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';

interface GrantRow {
  id: string;
  appId: string;
  scopes: readonly string[];
  resource: string;
  createdAt: Date;
}

/** A grant as staff see it: no subject, since only its app knows the resident by that. */
export interface FoundGrant extends GrantRow {
  live: boolean;
}

export type GrantSearchOutcome =
  { kind: 'found'; grants: FoundGrant[] } | { kind: 'no-such-resident' };

const newestOf = statement(
  'grants.newest-of-resident',
  `select id, app_id as "appId", scopes, resource, created_at as "createdAt" from civic.app_grant
   where resident_id = $1 order by created_at desc, id limit 100`,
);

/** Shows staff what a resident let apps do. Every look is in the ledger. */
@Injectable()
export class GrantSearch {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** The newest 100 grants of a resident, living and ended, newest first. */
  async find(staff: StaffMember, residentId: string): Promise<GrantSearchOutcome> {
    permit(staff, 'grant.search');
    if (!(await this.residents.exists(residentId))) return { kind: 'no-such-resident' };
    const rows = await this.database.transaction(async (sql) => {
      const found = await sql.run<GrantRow>(newestOf, [residentId]);
      const hits = found.length;
      const event = { type: 'grant.searched', ...byStaff(staff), residentId, hits } as const;
      await this.ledger.record(sql, event);
      return found;
    });
    const dead = await Promise.all(rows.map(({ id }) => this.revocations.isDead(id)));
    const grants = rows.map((row, position) => ({ ...row, live: dead[position] === false }));
    return { kind: 'found', grants };
  }
}
