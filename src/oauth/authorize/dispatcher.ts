import { Injectable } from '@nestjs/common';
import { Consents } from '../../grants/consents.ts';
import { Database } from '../../platform/database/database.ts';
import { firstRow, statement } from '../../platform/database/statement.ts';
import { Policies } from '../../policy/policies.ts';
import { Residents } from '../../residents/residents.ts';
import type { Session } from '../../residents/sessions.ts';
import type { Asked } from './asked.ts';

/** What comes next for a browser that carries an authorization request. */
export type Hop =
  | { kind: 'login' }
  | { kind: 'policy'; session: Session }
  | { kind: 'consent'; session: Session }
  /** From a consent that was given under this version of the policy or a newer one. */
  | { kind: 'code'; session: Session; policy: number }
  | { kind: 'refuse'; problem: 'login-required' | 'policy-required' | 'consent-required' };

/** The database wrote down when the resident signed in, so its clock says how long ago that is. */
const isWithin = statement(
  'dispatcher.is-within',
  'select 1 where $1::timestamptz >= civic.now() - make_interval(secs => $2)',
);

/** The only place that decides what comes next. Pages and steps do not know one another: each comes back here. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly database: Database,
    private readonly consents: Consents,
    private readonly policies: Policies,
    private readonly residents: Residents,
  ) {}

  /**
   * Login, then the policy, then consent, then the code; with `prompt=none` no page, but the reason why one would be
   * needed.
   */
  async next(asked: Asked, session: Session | null): Promise<Hop> {
    const mayShowPages = !asked.parameters.prompts.includes('none');
    if (session === null || !(await this.isRecent(session, asked))) {
      return mayShowPages ? { kind: 'login' } : { kind: 'refuse', problem: 'login-required' };
    }
    if (!(await this.isMeant(session, asked))) {
      const mayTryAgain = mayShowPages && !isSince(session, asked);
      return mayTryAgain ? { kind: 'login' } : { kind: 'refuse', problem: 'login-required' };
    }
    const { version: policy } = await this.policies.required();
    if (await this.mustAsk(session, asked, policy)) return this.ask(session, mayShowPages);
    return { kind: 'code', session, policy };
  }

  /** A consent that counts says that the policy was agreed to, so only those who have none are asked for that. */
  private async ask(session: Session, mayShowPages: boolean): Promise<Hop> {
    const kind = (await this.policies.hasAccepted(session.residentId)) ? 'consent' : 'policy';
    return mayShowPages ? { kind, session } : { kind: 'refuse', problem: `${kind}-required` };
  }

  /** A sign-in after the app asked satisfies every wish for a recent one, so that no wish can lead in circles. */
  private async isRecent(session: Session, asked: Asked): Promise<boolean> {
    if (isSince(session, asked)) return true;
    const { prompts, maxAge } = asked.parameters;
    if (prompts.includes('login') || prompts.includes('select_account')) return false;
    if (maxAge === null) return true;
    return (await firstRow(this.database, isWithin, [session.authenticatedAt, maxAge])) !== null;
  }

  /** An app that names a resident gets nobody else, even if somebody else has just signed in (OIDC Core §3.1.2.1). */
  private async isMeant({ residentId }: Session, { app, parameters }: Asked): Promise<boolean> {
    const { hintedSubject } = parameters;
    if (hintedSubject === null) return true;
    return hintedSubject === (await this.residents.subjectIn(residentId, app.sector));
  }

  private async mustAsk(
    { residentId }: Session,
    { app, parameters }: Asked,
    policy: number,
  ): Promise<boolean> {
    const { prompts, scopes } = parameters;
    if (prompts.includes('consent')) return true;
    const question = { residentId, appId: app.id, scopes };
    return !(await this.consents.covers(this.database, question, policy));
  }
}

/** True when the resident has signed in since the app asked. */
function isSince({ authenticatedAt }: Session, { since }: Asked): boolean {
  return since !== null && authenticatedAt >= since;
}
