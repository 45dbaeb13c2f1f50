import { Injectable } from '@nestjs/common';
import { Links } from '../links/links.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Session } from '../residents/sessions.ts';
import { PendingIdentities } from './pending-identities.ts';
import { Proofs } from './proofs.ts';
import { SignIn } from './sign-in.ts';
import type { Proven } from './sign-in.ts';
import * as flowStatements from './statements/flows.ts';
import * as pendingStatements from './statements/pending-identities.ts';
import { claimOf, linkFrom } from './yes.ts';
import type { Confirmation, Yes } from './yes.ts';

/** Adds one more account to those of a resident who is signed in. */
@Injectable()
export class FurtherLinks {
  constructor(
    private readonly links: Links,
    private readonly pending: PendingIdentities,
    private readonly proofs: Proofs,
    private readonly signIn: SignIn,
  ) {}

  /**
   * The session was alive when the request came; what has ended it since must win. The proof was live when linking
   * began; it is used up here, and without one nothing is taken, so that the resident can prove and come back.
   */
  async add(sql: Sql, session: Session, yes: Yes): Promise<Confirmation> {
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

/** What the resident has begun in other tabs goes on under the new session. */
async function moveTrips(sql: Sql, from: string, to: string): Promise<void> {
  await sql.run(flowStatements.moveToSession, [from, to]);
  await sql.run(pendingStatements.moveToSession, [from, to]);
}
