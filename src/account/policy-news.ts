import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../platform/database/database.ts';
import { Policies } from '../policy/policies.ts';
import type { PolicyVersion } from '../policy/policy-version.ts';

/** What is new in the policy for one resident. */
export interface News {
  /** The version that holds. */
  policy: PolicyVersion;
  /** The version they agreed to last. */
  old: number;
  /** What changed since, oldest first. */
  news: readonly PolicyVersion[];
  /** When the tokens of their city services rest, unless they agree. */
  restsFrom: Date;
  isResting: boolean;
}

/** Puts together what a resident must read before saying yes or no. */
@Injectable()
export class PolicyNews {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  /** Null for a resident who has agreed to all that is needed. */
  async for(residentId: string): Promise<News | null> {
    if (await this.policies.hasAccepted(residentId)) return null;
    const old = (await this.policies.acceptedBy(this.database, residentId)) ?? 1;
    const policy = await this.policies.current();
    const versions = await this.policies.list();
    const news = versions.filter((one) => one.hasStarted && one.version > old);
    // The first that asks again is the one whose time to agree ends first.
    const due = news.find((one) => one.asksAgain) ?? policy;
    const restsFrom = new Date(due.since.getTime() + this.config.policy.graceSeconds * 1000);
    return { policy, old, news, restsFrom, isResting: due.isOverdue };
  }
}
