import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import type { Link } from '../links/link.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Sessions } from '../residents/sessions.ts';
import type { OpenedSession, Session } from '../residents/sessions.ts';

/** Someone just proved to be the holder of a link. */
export interface Proven {
  residentId: string;
  linkId: string;
  provider: string;
}

/** How signing in with a known account ended; `gone` when the link was removed while the resident was away. */
export type SignInOutcome = { kind: 'signed-in'; session: OpenedSession } | { kind: 'gone' };

/**
 * Sign-in: the browser journey to a provider and back.
 *
 * Owns: flows, identities waiting for a yes, and the pages of the journey.
 * Does not: issue tokens to apps, or save anything before the resident has said yes.
 * Hands off to: links (what is saved), residents (who is signed in), oauth (by the address of the waiting request).
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
  ) {}

  /** Signs in with an account that is linked already. */
  withLink({ id: linkId, residentId, provider }: Link): Promise<SignInOutcome> {
    return this.database.transaction(async (sql) => {
      const isThere = await this.residents.lock(sql, residentId);
      if (!isThere || !(await this.links.use(sql, linkId, residentId))) return { kind: 'gone' };
      const session = await this.open(sql, { residentId, linkId, provider });
      return { kind: 'signed-in', session };
    });
  }

  /** Keeps a session alive until the caller's transaction ends; false when it has ended already. */
  hold(sql: Sql, session: Session): Promise<boolean> {
    return this.sessions.lock(sql, session);
  }

  /** Opens a session in the caller's transaction and notes it in the ledger. */
  async open(sql: Sql, { residentId, linkId, provider }: Proven): Promise<OpenedSession> {
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, {
      type: 'resident.signed-in',
      actor,
      residentId,
      linkId,
      provider,
    });
    return this.sessions.open(sql, { residentId, authLink: linkId, provider });
  }
}
