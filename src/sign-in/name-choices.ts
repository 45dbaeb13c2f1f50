import { Injectable } from '@nestjs/common';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Identity } from '../providers/provider.ts';
import type { OpenedSession, Session } from '../residents/sessions.ts';
import type { ConsumedFlow, Purpose } from './flow.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { Claim, Claimant } from './pending-identities.ts';
import { SignIn } from './sign-in.ts';

/** A name that a provider sent for a link and that waits for the resident's yes. */
export interface WaitingName {
  /** The id of the pending identity, which is not a secret. */
  pending: string;
  linkId: string;
  name: string;
}

/** What came back, from which trip, in which browser. */
export interface Returned {
  flow: ConsumedFlow;
  identity: Identity;
  browserSecret: string;
}

/** What a trip for a name brought: one that waits now, or no other than we have. */
export type NameBrought = { kind: 'waits'; pending: string } | { kind: 'same' | 'none' };

/**
 * The resident's choice whether we keep the display name of a link. A name is deleted at once, but one that a provider
 * sends is saved only on a yes, whenever and however it came.
 */
@Injectable()
export class NameChoices {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly pending: PendingIdentities,
    private readonly signIn: SignIn,
  ) {}

  /** Deletes the name, if there is one. False when the session has ended. */
  drop(session: Session, linkId: string): Promise<boolean> {
    const link = { id: linkId, residentId: session.residentId };
    return this.database.transaction(async (sql) => {
      if (!(await this.signIn.hold(sql, session))) return false;
      await this.links.rename(sql, link, null);
      return true;
    });
  }

  /** Saves the name that waits, once. False when it does not wait any more, or session or link has ended. */
  save(claim: NameClaim, linkId: string): Promise<boolean> {
    const { session } = claim.claimant;
    return this.database.transaction(async (sql) => {
      if (!(await this.signIn.hold(sql, session))) return false;
      const waiting = await this.pending.take(sql, claim);
      if (waiting === null) return false;
      await this.pending.dropNames(sql, claim.claimant, linkId);
      const link = { id: linkId, residentId: session.residentId };
      return this.links.rename(sql, link, waiting.identity.displayName);
    });
  }

  /** Throws away every name that waits for this link: the resident said no. */
  async keep(claimant: Claimant, linkId: string): Promise<void> {
    await this.pending.dropNames(this.database, claimant, linkId);
  }

  /** The newest name that waits for each link, for this browser and session only. */
  async waitingFor(claimant: Claimant): Promise<WaitingName[]> {
    const newest = new Map<string, WaitingName>();
    for (const { id: pending, purpose, identity } of await this.pending.names(claimant)) {
      const { displayName: name } = identity;
      if (purpose.kind !== 'name' || name === null) continue;
      newest.set(purpose.linkId, { pending, linkId: purpose.linkId, name });
    }
    return [...newest.values()];
  }

  /** What came from a trip that was made for the name. */
  async brought(link: Link, returned: Returned, purpose: Purpose): Promise<NameBrought> {
    const { displayName } = returned.identity;
    if (displayName === null) return { kind: 'none' };
    if (displayName === link.displayName || purpose.kind !== 'name') return { kind: 'same' };
    const { flow, identity, browserSecret } = returned;
    const pending = await this.pending.hold({ ...flow, purpose }, identity, { browserSecret });
    return { kind: 'waits', pending };
  }

  /** At an ordinary sign-in: a saved name that the provider has changed waits, and gets in nobody's way. */
  async noticed(sql: Sql, link: Link, session: OpenedSession, returned: Returned): Promise<void> {
    const { flow, identity, browserSecret } = returned;
    const { displayName } = identity;
    if (link.displayName === null || displayName === null || displayName === link.displayName) {
      return;
    }
    const { id: linkId, residentId } = link;
    const purpose = { kind: 'name', linkId, sessionId: session.id, residentId } as const;
    await this.pending.hold({ ...flow, purpose }, identity, { browserSecret, sql });
  }
}

/** A pending name, claimed by somebody who is signed in. */
export type NameClaim = Claim & { of: 'name'; claimant: { session: Session } };
