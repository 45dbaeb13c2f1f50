import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';
import { ProviderStates } from '../providers/provider-states.ts';
import type { ProviderUse } from '../providers/provider-states.ts';
import { Residents } from '../residents/residents.ts';
import { Sessions } from '../residents/sessions.ts';
import type { OpenedSession, Session } from '../residents/sessions.ts';

/** Someone just proved to be the holder of a link. */
export interface Proven {
  residentId: string;
  linkId: string;
  provider: string;
  /** Whether they said that other people use the computer. */
  isShared: boolean;
  /** Id of the session that goes on under the new one, when they were signed in already. */
  replaces?: string;
}

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
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
    private readonly states: ProviderStates,
  ) {}

  /** Whether the provider may be used for this, which nobody can change until the caller's transaction ends. */
  allows(sql: Sql, provider: string, use: ProviderUse): Promise<boolean> {
    return this.states.holds(sql, provider, use);
  }

  /**
   * Locks the resident and then the session, which stays alive until the caller's transaction ends; false when it
   * has ended already.
   */
  async hold(sql: Sql, session: Session): Promise<boolean> {
    await this.residents.lock(sql, session.residentId);
    return this.sessions.lock(sql, session);
  }

  /** Opens a session in the caller's transaction and notes it in the ledger. */
  async open(sql: Sql, proven: Proven): Promise<OpenedSession> {
    const { residentId, linkId, provider, isShared, replaces } = proven;
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, {
      type: 'resident.signed-in',
      actor,
      residentId,
      linkId,
      provider,
      ...(replaces !== undefined && { again: true }),
    });
    const signedIn = { residentId, authLink: linkId, provider, isShared, replaces };
    return this.sessions.open(sql, signedIn);
  }
}
