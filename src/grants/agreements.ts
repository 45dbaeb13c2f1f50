import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { statement } from '../platform/database/statement.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { hasAcceptedSql } from '../policy/acceptance-sql.ts';
import { Policies } from '../policy/policies.ts';
import { Residents } from '../residents/residents.ts';
import { isPausedSql } from '../revocations/lattice-sql.ts';
import { Revocations } from '../revocations/revocations.ts';

/** How a yes to the policy ended; `outdated` when it was to a version that no longer is enough. */
export type Agreement = 'agreed' | 'outdated' | 'gone';

/** So many residents a minute and process, each in a transaction of its own. */
const atMost = 1000;

/** Residents with grants who have not agreed to this version, and whose tokens do not rest yet. */
const late = statement(
  'agreements.late',
  `select distinct g.resident_id as "residentId" from civic.app_grant g
   where g.resident_id is not null and not ${hasAcceptedSql('g.resident_id', '$1')}
     and not ${isPausedSql('g.resident_id')}
   limit ${atMost}`,
);

/**
 * What residents answer to a new policy, and what that does to their tokens: those of residents who have not agreed
 * in time rest, and live again when they do. Nothing is deleted, and sessions go on, so that they can.
 */
@Injectable()
export class Agreements implements OnModuleInit {
  /** Everybody had agreed to this version or is paused; whoever comes new agrees to it or a later one. */
  private settled = 0;

  constructor(
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly ledger: Ledger,
    private readonly policies: Policies,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  onModuleInit(): void {
    this.housekeeping.every('policy_acceptance', () => this.pauseLate());
  }

  /** Yes to the version that was shown. Saying it twice is saying it once. */
  async agree(residentId: string, version: number): Promise<Agreement> {
    const required = (await this.policies.required()).version;
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return 'gone';
      if (await this.policies.accept(sql, residentId, version)) {
        await this.ledger.record(sql, {
          type: 'policy.accepted',
          actor: { kind: 'resident', id: residentId },
          residentId,
          policyVersion: String(version),
        });
      }
      if (version < required) return 'outdated';
      await this.revocations.resume(sql, { rule: 'policy', id: residentId });
      return 'agreed';
    });
  }

  /** No: noted, and nothing else changes. The resident can still agree later. */
  async decline(residentId: string, version: number): Promise<void> {
    await this.ledger.record(this.database, {
      type: 'policy.declined',
      actor: { kind: 'resident', id: residentId },
      residentId,
      policyVersion: String(version),
    });
  }

  /** Pauses residents who have not agreed in time. Returns how many. */
  async pauseLate(): Promise<number> {
    const version = (await this.policies.overdue())?.version ?? 0;
    if (version === this.settled) return 0;
    const found = await this.database.run<{ residentId: string }>(late, [version]);
    let paused = 0;
    for (const { residentId } of found) {
      if (await this.pause(residentId, version)) paused += 1;
    }
    if (found.length === 0) this.settled = version;
    return paused;
  }

  /** Looks again with the resident locked: a yes that came in between wins. */
  private pause(residentId: string, version: number): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return false;
      if (await this.policies.covers(sql, residentId, version)) return false;
      if (!(await this.revocations.pause(sql, { rule: 'policy', id: residentId }))) return false;
      await this.ledger.record(sql, {
        type: 'policy.paused',
        actor: { kind: 'system', id: 'policy' },
        residentId,
        policyVersion: String(version),
      });
      return true;
    });
  }
}
