import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Links } from '../links/links.ts';
import type { LinkOutcome } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { OpenedSession, Session } from '../residents/sessions.ts';
import type { Language } from '../words/words.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { Claimant, PendingIdentity } from './pending-identities.ts';
import { SignIn } from './sign-in.ts';
import * as flowStatements from './statements/flows.ts';
import * as pendingStatements from './statements/pending-identities.ts';

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

  /**
   * Takes the pending identity and makes the link, in one transaction. It locks the resident before anything else,
   * as a removal does, so that of the two one waits for the other and neither for both.
   */
  confirm(yes: Yes): Promise<Confirmation> {
    const { session } = yes.claimant;
    return this.database.transaction(async (sql) => {
      if (session) await this.residents.lock(sql, session.residentId);
      const waiting = await this.pending.take(sql, yes.pendingId, yes.claimant);
      if (waiting === null) return { kind: 'not-waiting' };
      if (waiting.purpose.kind === 'sign-in') return this.linkNewResident(sql, waiting, yes);
      return session ? this.linkTo(sql, session, waiting, yes) : { kind: 'not-waiting' };
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

  /** The session was alive when the request came; what has ended it since must win. */
  private async linkTo(
    sql: Sql,
    session: Session,
    waiting: PendingIdentity,
    yes: Yes,
  ): Promise<Confirmation> {
    if (!(await this.signIn.hold(sql, session))) return { kind: 'not-waiting' };
    const { residentId } = session;
    const made = await this.makeLink(sql, residentId, waiting, yes.keepName);
    if (made.kind !== 'linked') return { kind: made.kind, provider: waiting.provider };
    const linked = await this.opened(sql, residentId, made.linkId, waiting);
    await moveTrips(sql, session.id, linked.session.id);
    return linked;
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
  ): Promise<Extract<Confirmation, { kind: 'linked' }>> {
    const session = await this.signIn.open(sql, { residentId, linkId, provider });
    return { kind: 'linked', linkId, requestId, session };
  }
}

/** What the resident has begun in other tabs goes on under the new session. */
async function moveTrips(sql: Sql, from: string, to: string): Promise<void> {
  await sql.run(flowStatements.moveToSession, [from, to]);
  await sql.run(pendingStatements.moveToSession, [from, to]);
}
