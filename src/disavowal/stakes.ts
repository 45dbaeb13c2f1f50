import { Injectable } from '@nestjs/common';
import { HeldErasures } from '../erasure/held-erasures.ts';
import { Consents } from '../grants/consents.ts';
import { Withdrawals } from '../grants/withdrawals.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { Links } from '../links/links.ts';
import type { Sql } from '../platform/database/statement.ts';
import { SupportCodes } from '../support/support-codes.ts';
import type { Concern } from './concern.ts';

/** What an entry concerns, and whether it is still there to be taken away. */
export type Stake =
  | { kind: 'link'; provider: string; now: 'one-of-several' | 'only-one' | 'gone' }
  | { kind: 'app'; appId: string; now: 'connected' | 'gone' }
  | { kind: 'wish'; now: 'waiting' | 'gone' }
  | { kind: 'code' }
  | { kind: 'session' };

/** Looks at what an entry concerns as it is now, and takes it away. */
@Injectable()
export class Stakes {
  constructor(
    private readonly codes: SupportCodes,
    private readonly consents: Consents,
    private readonly held: HeldErasures,
    private readonly links: Links,
    private readonly removal: LinkRemoval,
    private readonly withdrawals: Withdrawals,
  ) {}

  /** With the resident locked in the caller's transaction the answer holds until the commit. */
  async of(sql: Sql, residentId: string, concern: Concern): Promise<Stake> {
    switch (concern.kind) {
      case 'link': {
        const ids = await this.links.idsOf(sql, residentId);
        const kept = ids.length === 1 ? 'only-one' : 'one-of-several';
        const now = ids.includes(concern.linkId) ? kept : 'gone';
        return { kind: 'link', provider: concern.provider, now };
      }
      case 'app': {
        const apps = await this.consents.appsOf(sql, residentId);
        const now = apps.includes(concern.appId) ? 'connected' : 'gone';
        return { kind: 'app', appId: concern.appId, now };
      }
      case 'wish': {
        const now = (await this.held.isWaiting(sql, residentId)) ? 'waiting' : 'gone';
        return { kind: 'wish', now };
      }
      case 'code':
      case 'session':
        return concern;
      default:
        return concern satisfies never;
    }
  }

  /** Removes the link, unless it is the only one (invariant I13), disconnects the app, takes the wish back. */
  async takeAway(sql: Sql, residentId: string, concern: Concern): Promise<void> {
    switch (concern.kind) {
      case 'link':
        return this.removeLink(sql, residentId, concern);
      case 'app':
        await this.withdrawals.withdrawIn(sql, residentId, concern.appId);
        return undefined;
      case 'wish':
        await this.held.cancelIn(sql, residentId);
        return undefined;
      case 'code':
        return this.codes.cancel(residentId, sql);
      case 'session':
        return undefined;
      default:
        return concern satisfies never;
    }
  }

  private async removeLink(
    sql: Sql,
    residentId: string,
    concern: Extract<Concern, { kind: 'link' }>,
  ): Promise<void> {
    const stake = await this.of(sql, residentId, concern);
    if (stake.kind !== 'link' || stake.now !== 'one-of-several') return;
    const actor = { kind: 'resident', id: residentId } as const;
    const order = { linkId: concern.linkId, actor, reason: 'security' } as const;
    await this.removal.remove(sql, residentId, order);
  }
}
