import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Links } from '../links/links.ts';
import type { LinkOutcome } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { OpenedSession } from '../residents/sessions.ts';
import type { Language } from '../words/words.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { Claimant, PendingIdentity } from './pending-identities.ts';
import { SignIn } from './sign-in.ts';

/** The resident's yes. */
export interface Yes {
  pendingId: string;
  claimant: Claimant;
  keepName: boolean;
  language: Language;
}

/** How a yes ended. Everything but `linked` has left nothing behind. */
export type Confirmation =
  | { kind: 'linked'; linkId: string; requestId: string | null; session: OpenedSession }
  | { kind: 'already-linked' | 'held-by-another'; provider: string }
  | { kind: 'not-waiting' };

/** Saves what the resident has confirmed: resident (at a first sign-in), link, session and ledger, or nothing. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly pending: PendingIdentities,
    private readonly residents: Residents,
    private readonly signIn: SignIn,
  ) {}

  /** Takes the pending identity and makes the link, in one transaction. */
  confirm(yes: Yes): Promise<Confirmation> {
    return this.database.transaction(async (sql) => {
      const waiting = await this.pending.take(sql, yes.pendingId, yes.claimant);
      if (waiting === null) return { kind: 'not-waiting' };
      const { purpose } = waiting;
      return purpose.kind === 'sign-in'
        ? this.linkNewResident(sql, waiting, yes)
        : this.linkTo(sql, purpose.residentId, waiting, yes);
    });
  }

  /** A resident exists only from this moment on; if the account turns out to be taken, there never was one. */
  private async linkNewResident(
    sql: Sql,
    waiting: PendingIdentity,
    yes: Yes,
  ): Promise<Confirmation> {
    const residentId = await this.residents.create(sql, yes.language);
    const made = await this.makeLink(sql, residentId, waiting, yes.keepName);
    if (made.kind !== 'linked') {
      await this.residents.remove(sql, residentId);
      return { kind: made.kind, provider: waiting.provider };
    }
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, { type: 'resident.created', actor, residentId });
    return this.opened(sql, residentId, made.linkId, waiting);
  }

  private async linkTo(
    sql: Sql,
    residentId: string,
    waiting: PendingIdentity,
    yes: Yes,
  ): Promise<Confirmation> {
    if (!(await this.residents.lock(sql, residentId))) return { kind: 'not-waiting' };
    const made = await this.makeLink(sql, residentId, waiting, yes.keepName);
    if (made.kind !== 'linked') return { kind: made.kind, provider: waiting.provider };
    return this.opened(sql, residentId, made.linkId, waiting);
  }

  private makeLink(
    sql: Sql,
    residentId: string,
    { provider, identity, flowEntry, policyVersion }: PendingIdentity,
    keepName: boolean,
  ): Promise<LinkOutcome> {
    const account = keepName ? identity : { ...identity, displayName: null };
    return this.links.make(sql, { residentId, provider, account, flowEntry, policyVersion });
  }

  /** A new session either way: the account just proved is the one now signed in with. */
  private async opened(
    sql: Sql,
    residentId: string,
    linkId: string,
    { provider, requestId }: PendingIdentity,
  ): Promise<Confirmation> {
    const session = await this.signIn.open(sql, { residentId, linkId, provider });
    return { kind: 'linked', linkId, requestId, session };
  }
}
