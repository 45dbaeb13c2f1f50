import { Injectable } from '@nestjs/common';
import { minutes } from '../kernel/duration.ts';
import type { ProvedAction } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Link } from '../links/link.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Session } from '../residents/sessions.ts';
import * as statements from './statements/proofs.ts';

/** How long a fresh proof is good for. */
export const proofSeconds = minutes(5);

/** A session that wants to do something which needs a fresh proof. */
type Holder = Pick<Session, 'id' | 'residentId'>;

/**
 * Fresh proofs: a trip, completed within the last five minutes, to a provider account that is linked already. Each is
 * good for one kind of action in one session, and gone with the session or the link it was made through.
 *
 * Whoever acts asks twice: `isLive` before the resident is shown the way, `take` or `isLiveIn` in the transaction of
 * the action (NIST SP 800-63C-4, OWASP ASVS 5.0 7.5.1).
 */
@Injectable()
export class Proofs {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Notes a proof in the caller's transaction, which has locked the resident. A newer one takes its place. */
  async note(sql: Sql, session: Holder, { link, action }: ProofMade): Promise<void> {
    await sql.run(statements.insert, [session.id, action, session.residentId, link.id]);
    await this.ledger.record(sql, {
      type: 'proof.made',
      actor: { kind: 'resident', id: session.residentId },
      residentId: session.residentId,
      linkId: link.id,
      provider: link.provider,
      action,
    });
  }

  /** Whether the session has a proof for the action now. */
  isLive(session: Holder, action: ProvedAction): Promise<boolean> {
    return this.isLiveIn(this.database, session, action);
  }

  /** As `isLive`, read in the caller's transaction. For what may be done again within the five minutes. */
  async isLiveIn(sql: Sql, session: Holder, action: ProvedAction): Promise<boolean> {
    return (await firstRow(sql, statements.find, values(session, action))) !== null;
  }

  /** Uses the proof up, in the transaction of the action: of two that come at once only one finds it. */
  async take(sql: Sql, session: Holder, action: ProvedAction): Promise<boolean> {
    return (await firstRow(sql, statements.take, values(session, action))) !== null;
  }
}

/** Through which link somebody proved who they are, and what for. */
export interface ProofMade {
  link: Pick<Link, 'id' | 'provider'>;
  action: ProvedAction;
}

/**
 * The page on which a resident makes a proof. It leads on to the page of the action; `object` says which one where
 * there are several: the provider to link, or the identity that waits for a yes.
 */
export function provePath(action: ProvedAction, object?: string): string {
  return `/prove/${action}${object === undefined ? '' : `?for=${encodeURIComponent(object)}`}`;
}

function values({ id, residentId }: Holder, action: ProvedAction): unknown[] {
  return [id, action, residentId, proofSeconds];
}
