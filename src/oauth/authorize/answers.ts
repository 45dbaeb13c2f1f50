import { Injectable } from '@nestjs/common';
import { Grants } from '../../grants/grants.ts';
import { Database } from '../../platform/database/database.ts';
import type { Sql } from '../../platform/database/statement.ts';
import type { Session } from '../../residents/sessions.ts';
import { OAuthError } from '../oauth-error.ts';
import type { OAuthProblemName } from '../oauth-error.ts';
import type { Asked } from './asked.ts';
import { AuthorizationResponses } from './authorization-response.ts';
import { Codes } from './codes.ts';

/** Something that happens in the transaction that makes a code, or not at all. */
export type AlongWith = (sql: Sql) => Promise<void>;

/** Ends an authorization request: the address that takes the browser back to the app, with a code or without. */
@Injectable()
export class Answers {
  constructor(
    private readonly database: Database,
    private readonly grants: Grants,
    private readonly codes: Codes,
    private readonly responses: AuthorizationResponses,
  ) {}

  /** Makes grant and code; null when the session or the app has come to its end in the meantime. */
  async accept(asked: Asked, session: Session, alongWith?: AlongWith): Promise<string | null> {
    const { app, parameters } = asked;
    const code = await this.database.transaction(async (sql) => {
      const grantId = await this.grants.open(sql, { session, app, scopes: parameters.scopes });
      if (grantId === null) return null;
      await alongWith?.(sql);
      return this.codes.issue(sql, grantId, asked, session);
    });
    const isGood = code !== null && (await this.grants.stillFollowsFrom(session));
    return isGood ? this.responses.success(parameters, code) : null;
  }

  refuse({ parameters }: Asked, problem: OAuthProblemName): string {
    return this.responses.failure(parameters, new OAuthError(problem));
  }
}
