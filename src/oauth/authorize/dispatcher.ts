import { Injectable } from '@nestjs/common';
import { Consents } from '../../grants/consents.ts';
import { Clock } from '../../kernel/clock.ts';
import type { Session } from '../../residents/sessions.ts';
import type { Asked } from './asked.ts';

/** What comes next for a browser that carries an authorization request. */
export type Hop =
  | { kind: 'login' }
  | { kind: 'consent'; session: Session }
  | { kind: 'code'; session: Session }
  | { kind: 'refuse'; problem: 'login-required' | 'consent-required' };

/** The only place that decides what comes next. Pages and steps do not know one another: each comes back here. */
@Injectable()
export class Dispatcher {
  constructor(
    private readonly clock: Clock,
    private readonly consents: Consents,
  ) {}

  /** Login, then consent, then the code; with `prompt=none` no page, but the reason why one would be needed. */
  async next(asked: Asked, session: Session | null): Promise<Hop> {
    const mayShowPages = !asked.parameters.prompts.includes('none');
    if (session === null || !this.isRecent(session, asked)) {
      return mayShowPages ? { kind: 'login' } : { kind: 'refuse', problem: 'login-required' };
    }
    if (await this.mustAsk(session, asked)) {
      if (!mayShowPages) return { kind: 'refuse', problem: 'consent-required' };
      return { kind: 'consent', session };
    }
    return { kind: 'code', session };
  }

  /** A sign-in after the app asked satisfies every wish for a recent one, so that no wish can lead in circles. */
  private isRecent({ authenticatedAt }: Session, { since, parameters }: Asked): boolean {
    if (since !== null && authenticatedAt >= since) return true;
    const { prompts, maxAge } = parameters;
    if (prompts.includes('login') || prompts.includes('select_account')) return false;
    return (
      maxAge === null || this.clock.milliseconds() - authenticatedAt.getTime() <= maxAge * 1000
    );
  }

  private async mustAsk({ residentId }: Session, { app, parameters }: Asked): Promise<boolean> {
    const { prompts, scopes } = parameters;
    if (prompts.includes('consent')) return true;
    return !(await this.consents.covers({ residentId, appId: app.id, scopes }));
  }
}
