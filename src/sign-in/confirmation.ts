import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { FurtherLinks } from './further-links.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { Answer, SaidBy } from './kept-answers.ts';
import { Newcomers } from './newcomers.ts';
import { PendingIdentities } from './pending-identities.ts';
import type { PendingIdentity } from './pending-identities.ts';
import { useOf } from './purpose.ts';
import { SignIn } from './sign-in.ts';
import { claimOf, linkFrom } from './yes.ts';
import type { Confirmation, Yes } from './yes.ts';

/** Saves what the resident has confirmed: resident (at a first sign-in), link, session and ledger, or nothing. */
@Injectable()
export class Confirmations {
  constructor(
    private readonly answers: KeptAnswers,
    private readonly database: Database,
    private readonly further: FurtherLinks,
    private readonly newcomers: Newcomers,
    private readonly pending: PendingIdentities,
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

  /** What the same yes came to a moment ago, as at a double press; null where it was not said yet. */
  saidBefore(by: SaidBy): Promise<Answer | null> {
    return this.answers.find(by);
  }

  private async decide(sql: Sql, yes: Yes): Promise<Confirmation> {
    const { session } = yes.claimant;
    const asked = await this.pending.find(claimOf(yes), sql);
    if (asked === null) return { kind: 'not-waiting' };
    if (!(await this.signIn.allows(sql, asked.provider, useOf(asked.purpose)))) {
      return { kind: 'switched-off' };
    }
    if (session && asked.purpose.kind === 'link') return this.further.add(sql, session, yes);
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
}
