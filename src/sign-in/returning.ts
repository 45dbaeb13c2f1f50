import { Injectable } from '@nestjs/common';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Policies } from '../policy/policies.ts';
import { Residents } from '../residents/residents.ts';
import type { OpenedSession } from '../residents/sessions.ts';
import { SignIn } from './sign-in.ts';

/**
 * How signing in with a known account ended; `gone` when the link was removed while the resident was away, `suspended`
 * while its provider says that the account does not work.
 */
export type SignInOutcome =
  /** `mustAgree`: to the policy, before anything new is collected. */
  | { kind: 'signed-in'; session: OpenedSession; mustAgree: boolean }
  | { kind: 'gone' }
  | { kind: 'suspended' }
  | { kind: 'switched-off' };

/** Signs in residents who come back. */
@Injectable()
export class Returning {
  constructor(
    private readonly database: Database,
    private readonly links: Links,
    private readonly policies: Policies,
    private readonly residents: Residents,
    private readonly signIn: SignIn,
  ) {}

  /**
   * Signs in with an account that is linked already. `also` is done in the same transaction, but not for a resident
   * who must agree to the policy first: nothing new of theirs is taken.
   */
  async withLink(
    { id: linkId, residentId, provider }: Link,
    isShared: boolean,
    also: (sql: Sql, session: OpenedSession) => Promise<void>,
  ): Promise<SignInOutcome> {
    const mustAgree = !(await this.policies.hasAccepted(residentId));
    return this.database.transaction(async (sql) => {
      if (!(await this.signIn.allows(sql, provider, 'sign-in'))) return { kind: 'switched-off' };
      if (!(await this.residents.lock(sql, residentId))) return { kind: 'gone' };
      const use = await this.links.use(sql, linkId, residentId);
      if (use !== 'used') return { kind: use };
      const session = await this.signIn.open(sql, { residentId, linkId, provider, isShared });
      if (!mustAgree) await also(sql, session);
      return { kind: 'signed-in', session, mustAgree };
    });
  }
}
