import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { Policies } from './policies.ts';
import type { PolicyVersion } from './policy-version.ts';
import { countAccepted } from './versions/statements.ts';

/** A version as staff see it. */
export interface RegisteredVersion extends PolicyVersion {
  state: 'coming' | 'current' | 'old';
  /** How many residents agreed to it. */
  agreed: number;
}

/** Every version with how many residents agreed to it: how many, and never who. */
@Injectable()
export class PolicyRegister {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  /** Newest first. */
  async list(staff: StaffMember): Promise<RegisteredVersion[]> {
    permit(staff, 'policy.see');
    const rows = await this.database.run<{ version: number; residents: number }>(countAccepted);
    const counts = new Map(rows.map(({ version, residents }) => [version, residents]));
    const current = await this.policies.current();
    const versions = await this.policies.list();
    return versions.toReversed().map((one) => ({
      ...one,
      state: stateOf(one, current),
      agreed: counts.get(one.version) ?? 0,
    }));
  }

  /** One version; null when there is none of this number. */
  async find(staff: StaffMember, version: number): Promise<RegisteredVersion | null> {
    return (await this.list(staff)).find((one) => one.version === version) ?? null;
  }
}

function stateOf(
  { version, hasStarted }: PolicyVersion,
  current: PolicyVersion,
): RegisteredVersion['state'] {
  if (!hasStarted) return 'coming';
  return version === current.version ? 'current' : 'old';
}
