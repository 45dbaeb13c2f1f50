import { Injectable } from '@nestjs/common';
import { Consents } from '../../grants/consents.ts';
import type { ConsentQuestion } from '../../grants/consents.ts';
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
  ) {}

  /** Yes: consent, grant and code in one transaction; null when the session has ended in the meantime. */
  accept(asked: Asked, session: Session): Promise<string | null> {
    const question = questionOf(asked, session);
    return this.answers.accept(asked, session, (sql) => this.consents.give(sql, question));
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
