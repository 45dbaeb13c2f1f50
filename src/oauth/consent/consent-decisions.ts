import { Injectable } from '@nestjs/common';
import { showsAccounts } from '../../apps/scopes.ts';
import { Consents } from '../../grants/consents.ts';
import type { ConsentQuestion, PolicyTerms } from '../../grants/consents.ts';
import { Links } from '../../links/links.ts';
import { Database } from '../../platform/database/database.ts';
import type { Session } from '../../residents/sessions.ts';
import { Answers } from '../authorize/answers.ts';
import type { Asked } from '../authorize/asked.ts';

/** Carries out what the resident decided. Returns the address that takes the browser back to the app. */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly database: Database,
    private readonly consents: Consents,
    private readonly answers: Answers,
    private readonly links: Links,
  ) {}

  /**
   * Yes: consent, grant and code in one transaction; null when the session has ended in the meantime, or the policy
   * that was shown does not count any more.
   * @param chosen ids of the links the app may see; those that are not the resident's are left out
   */
  accept(
    asked: Asked,
    session: Session,
    { chosen, policy }: { chosen: readonly string[]; policy: PolicyTerms },
  ): Promise<string | null> {
    const question = questionOf(asked, session);
    return this.answers.accept(asked, session, async (sql) => {
      const links = showsAccounts(question.scopes)
        ? (await this.links.idsOf(sql, session.residentId)).filter((id) => chosen.includes(id))
        : null;
      return this.consents.give(sql, { ...question, links, policy });
    });
  }

  /** No: the ledger knows, and the app is told (RFC 6749 §4.1.2.1). */
  async decline(asked: Asked, session: Session): Promise<string> {
    await this.consents.refuse(this.database, questionOf(asked, session));
    return this.answers.refuse(asked, 'resident-refused');
  }
}

function questionOf({ app, parameters }: Asked, { residentId }: Session): ConsentQuestion {
  return { residentId, appId: app.id, scopes: parameters.scopes };
}
