import { Injectable } from '@nestjs/common';
import { Links } from '../links/links.ts';
import type { NewLink } from '../links/link.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { OpenedSession, Session } from '../residents/sessions.ts';
import type { Language } from '../words/words.ts';
import { KeptAnswers } from './kept-answers.ts';
import { Newcomers } from './newcomers.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { Claim, Claimant, PendingIdentity } from './pending-identities.ts';
import { Proofs } from './proofs.ts';
import { useOf } from './purpose.ts';
import { SignIn } from './sign-in.ts';
import type { Proven } from './sign-in.ts';
import * as flowStatements from './statements/flows.ts';
import * as pendingStatements from './statements/pending-identities.ts';

/** The resident's yes. */
export interface Yes {
  pendingId: string;
  claimant: Claimant;
  keepName: boolean;
  language: Language;
}

/** How a yes ended. Everything but `linked` has saved nothing. */
export type Confirmation =
  | { kind: 'linked'; linkId: string; session: OpenedSession }
  | { kind: 'already-linked' | 'held-by-another' | 'switched-off' }
  /** Staff keep the account away. */
  | { kind: 'blocked'; block: string }
  /** The identity still waits: the resident proves who they are and comes back. */
  | { kind: 'needs-proof' }
  | { kind: 'not-waiting' };

/** Saves what the resident has confirmed: resident (at a first sign-in), link, session and ledger, or nothing. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly answers: KeptAnswers,
    private readonly database: Database,
    private readonly links: Links,
    private readonly newcomers: Newcomers,
    private readonly pending: PendingIdentities,
    private readonly proofs: Proofs,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Takes the pending identity and makes the link, in one transaction. Where there is a resident it locks them before
   * anything else, as a removal does, so that of the two one waits for the other and neither for both.
   */
  confirm(yes: Yes): Promise<Confirmation> {
    return this.database.transaction(async (sql) => {
      const outcome = await this.decide(sql, yes);
      if (outcome.kind === 'linked') {
        const { linkId, session } = outcome;
        const by = { flowId: yes.pendingId, browserSecret: yes.claimant.browserSecret };
        await this.answers.keep(sql, by, { linkId, token: session.token });
      }
      return outcome;
    });
  }

  private async decide(sql: Sql, yes: Yes): Promise<Confirmation> {
    const { session } = yes.claimant;
    const asked = await this.pending.find(claimOf(yes), sql);
    if (asked === null) return { kind: 'not-waiting' };
    if (!(await this.signIn.allows(sql, asked.provider, useOf(asked.purpose)))) {
      return { kind: 'switched-off' };
    }
    if (session && asked.purpose.kind === 'link') return this.linkTo(sql, session, yes);
    const waiting = await this.pending.take(sql, claimOf(yes));
    if (waiting?.purpose.kind !== 'sign-in') return { kind: 'not-waiting' };
    return this.linkNewResident(sql, waiting, yes);
  }

  private async linkNewResident(
    sql: Sql,
    waiting: PendingIdentity,
    yes: Yes,
  ): Promise<Confirmation> {
    const made = await this.newcomers.welcome(sql, yes.language, linkFrom(waiting, yes));
    if (made.kind !== 'linked') return made;
    const isShared = waiting.purpose.kind === 'sign-in' && waiting.purpose.isShared;
    const { provider } = waiting;
    const session = await this.signIn.open(sql, { ...made, isShared, provider });
    return { kind: 'linked', linkId: made.linkId, session };
  }

  /**
   * The session was alive when the request came; what has ended it since must win. The proof was live when linking
   * began; it is used up here, and without one nothing is taken, so that the resident can prove and come back.
   */
  private async linkTo(sql: Sql, session: Session, yes: Yes): Promise<Confirmation> {
    if (!(await this.signIn.hold(sql, session))) return { kind: 'not-waiting' };
    if (!(await this.proofs.take(sql, session, 'link'))) return { kind: 'needs-proof' };
    const waiting = await this.pending.take(sql, claimOf(yes));
    if (waiting === null) return { kind: 'not-waiting' };
    const { residentId } = session;
    const made = await this.links.make(sql, { ...linkFrom(waiting, yes), residentId });
    if (made.kind !== 'linked') return made;
    const by = await this.signedInBy(sql, session, { ...waiting, linkId: made.linkId });
    const opened = await this.signIn.open(sql, { ...session, ...by, replaces: session.id });
    await moveTrips(sql, session.id, opened.id);
    return { kind: 'linked', linkId: made.linkId, session: opened };
  }

  /**
   * A new session either way: the account just proved is the one now signed in with, unless its provider is for
   * linking only.
   */
  private async signedInBy(
    sql: Sql,
    { authLink, provider }: Session,
    made: { linkId: string; provider: string },
  ): Promise<Pick<Proven, 'linkId' | 'provider'>> {
    return (await this.signIn.allows(sql, made.provider, 'sign-in'))
      ? { linkId: made.linkId, provider: made.provider }
      : { linkId: authLink, provider };
  }
}

function linkFrom(
  { provider, identity, flowEntry, policyVersion }: PendingIdentity,
  { keepName }: Yes,
): Omit<NewLink, 'residentId'> {
  const account = keepName ? identity : { ...identity, displayName: null };
  return { provider, account, flowEntry, policyVersion };
}

function claimOf({ pendingId: id, claimant }: Yes): Claim {
  return { id, of: 'account', claimant };
}

/** What the resident has begun in other tabs goes on under the new session. */
async function moveTrips(sql: Sql, from: string, to: string): Promise<void> {
  await sql.run(flowStatements.moveToSession, [from, to]);
  await sql.run(pendingStatements.moveToSession, [from, to]);
}
