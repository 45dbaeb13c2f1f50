import { Injectable } from '@nestjs/common';
import { Consents } from '../../grants/consents.ts';
import { Grants } from '../../grants/grants.ts';
import type { NewGrant } from '../../grants/grants.ts';
import { Database } from '../../platform/database/database.ts';
import type { Sql } from '../../platform/database/statement.ts';
import { Residents } from '../../residents/residents.ts';
import type { Session } from '../../residents/sessions.ts';
import { OAuthError } from '../oauth-error.ts';
import type { OAuthProblemName } from '../oauth-error.ts';
import type { Asked } from './asked.ts';
import { AuthorizationResponses } from './authorization-response.ts';
import { Codes } from './codes.ts';

/**
 * What lets a code be made, in its transaction: a consent given now, or one that still holds. False makes nothing.
 * The resident is locked by then, so that no consent goes while a grant is made from it.
 */
export type Permission = (sql: Sql) => Promise<boolean>;

/** Ends an authorization request: the address that takes the browser back to the app, with a code or without. */
@Injectable()
export class Answers {
  constructor(
    private readonly database: Database,
    private readonly consents: Consents,
    private readonly grants: Grants,
    private readonly residents: Residents,
    private readonly codes: Codes,
    private readonly responses: AuthorizationResponses,
  ) {}

  /** Makes grant and code; null when the session or the consent has come to its end in the meantime. */
  async accept(asked: Asked, session: Session, permission: Permission): Promise<string | null> {
    const code = await this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, session.residentId))) return null;
      if (!(await permission(sql))) return null;
      const grantId = await this.grants.open(sql, newGrant(asked, session));
      return this.codes.issue(sql, grantId, asked, session);
    });
    return this.success(asked, session, code);
  }

  /** As `accept`, from a consent that counts under the policy: mostly in one statement. */
  async acceptAgain(asked: Asked, session: Session, policy: number): Promise<string | null> {
    const opening = this.grants.opening(newGrant(asked, session), policy);
    const code = await this.codes.issueWith(opening, asked);
    if (code !== null) return this.success(asked, session, code);
    const { app, parameters } = asked;
    const { residentId } = session;
    const question = { residentId, appId: app.id, scopes: parameters.scopes };
    return this.accept(asked, session, (sql) => this.consents.covers(sql, question, policy));
  }

  refuse({ parameters }: Asked, problem: OAuthProblemName): string {
    return this.responses.failure(parameters, new OAuthError(problem));
  }

  private async success(
    { parameters }: Asked,
    session: Session,
    code: string | null,
  ): Promise<string | null> {
    const isGood = code !== null && (await this.grants.stillFollowsFrom(session));
    return isGood ? this.responses.success(parameters, code) : null;
  }
}

function newGrant({ app, parameters }: Asked, session: Session): NewGrant {
  const { scopes, resources } = parameters;
  return { session, app, scopes, resources };
}
