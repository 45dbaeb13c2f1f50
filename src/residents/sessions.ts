import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { fingerprint, isToken, newToken } from '../kernel/opaque-token.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Recipient } from '../ledger/ledger.ts';
import { clearCookie, readCookie, setCookie } from '../platform/http/cookies.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import { SessionFollowers } from './session-followers.ts';
import { sessionCookie } from './session-cookie.ts';
import { limitsOf } from './session-limits.ts';
import { endedPath, endingPaths } from './sign-in-end.ts';
import * as statements from './statements/sessions.ts';

/** A resident signed in on one browser. */
export interface Session {
  id: string;
  residentId: string;
  /** The link that was used to sign in. Removing it ends the session. */
  authLink: string;
  provider: string;
  /** When the last trip to a provider was completed: the `auth_time` of tokens. */
  authenticatedAt: Date;
  /** The resident said that other people use this computer: the session ends after five idle minutes. */
  isShared: boolean;
}

/** A session as its own requests have it. */
export interface CurrentSession extends Session {
  /** When the resident signed in; a session that goes on under a new id keeps it. */
  visitBeganAt: Date;
  /** When they had signed in the time before; null at a first visit. */
  previousVisitAt: Date | null;
}

/** Who signed in, through which link, and where. */
export interface SignedIn extends Pick<
  Session,
  'residentId' | 'authLink' | 'provider' | 'isShared'
> {
  /** The session of the same resident that goes on under the new one. */
  replaces?: string;
}

/** A session just opened; `token` goes into the cookie and nowhere else. */
export interface OpenedSession {
  id: string;
  residentId: string;
  token: string;
}

interface EndedRow {
  id: string;
  resident_id: string;
}

interface SessionRow extends CurrentSession {
  secondsLeft: number;
  canStay: boolean;
}

/** Sessions live on the server: signing out, revoking and erasing end them there, whatever the browser keeps. */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly revocations: Revocations,
    private readonly followers: SessionFollowers,
  ) {}

  /** Opens a session under a new id, never one the browser brought (session fixation). */
  async open(sql: Sql, signedIn: SignedIn): Promise<OpenedSession> {
    const { residentId, authLink, provider, isShared, replaces = null } = signedIn;
    const session = { id: newId(), residentId, token: newToken() };
    const row = [session.id, fingerprint(session.token), residentId, authLink, provider, isShared];
    await sql.run(statements.insert, [...row, replaces]);
    if (replaces !== null) await this.followers.follow(sql, replaces, session.id);
    await this.revocations.cover(sql, session.id, [
      { rule: 'issuer', id: this.config.issuer },
      { rule: 'provider', id: provider },
      { rule: 'resident', id: residentId },
      { rule: 'link', id: authLink },
      { rule: 'session', id: session.id },
    ]);
    return session;
  }

  /** The live session of this browser, or null; remembered on the request. Counts as activity. */
  async current(request: FastifyRequest): Promise<CurrentSession | null> {
    if (request.principal?.kind === 'resident') return request.principal.identity as CurrentSession;
    const found = await this.find(readCookie(request, sessionCookie));
    if (found === null) return null;
    const { secondsLeft, canStay, ...identity } = found;
    const ending = { secondsLeft, canStay, endedPath: endedPath(request), ...endingPaths };
    const { residentId } = identity;
    request.principal = { kind: 'resident', identity, residentId, ending };
    return identity;
  }

  /**
   * Locks a session for the rest of the transaction, after its resident. False when it has ended meanwhile, by
   * signing out or by a revocation.
   */
  async lock(sql: Sql, { id }: Session): Promise<boolean> {
    const isThere = (await firstRow(sql, statements.lock, [id])) !== null;
    return isThere && !(await this.revocations.hasEnded(sql, id));
  }

  /**
   * Replaces the secret of this browser's session in the caller's transaction and returns the new one; null when
   * another answer to this browser has replaced it already.
   */
  async renew(sql: Sql, request: FastifyRequest, { id }: Session): Promise<string | null> {
    const known = readCookie(request, sessionCookie);
    if (!isToken(known)) return null;
    const token = newToken();
    const values = [id, fingerprint(known), fingerprint(token)];
    return (await firstRow(sql, statements.renew, values)) === null ? null : token;
  }

  /** The apps that must hear that these sessions have ended. */
  toldOf(sql: Sql, sessionIds: readonly string[]): Promise<Recipient[]> {
    return this.followers.toldOf(sql, sessionIds);
  }

  /** Hands the browser the secret of its session. */
  remember(reply: FastifyReply, token: string): void {
    setCookie(reply, sessionCookie, token);
  }

  /** Hands the browser its new session and ends the one it had. */
  async give(request: FastifyRequest, reply: FastifyReply, opened: OpenedSession): Promise<void> {
    await this.end(request, opened);
    this.remember(reply, opened.token);
  }

  /** Signs out: ends this browser's session on the server and takes its cookie. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.end(request, null);
    request.principal = null;
    clearCookie(reply, sessionCookie);
  }

  /** True when the browser shows a session cookie, alive or not. */
  isKnownTo(request: FastifyRequest): boolean {
    return isToken(readCookie(request, sessionCookie));
  }

  private async find(token: string | undefined): Promise<SessionRow | null> {
    if (!isToken(token)) return null;
    const values = [fingerprint(token), ...limitsOf(this.config)];
    const row = await firstRow<SessionRow>(this.database, statements.findAndTouch, values);
    return row === null || (await this.revocations.isDead(row.id)) ? null : row;
  }

  /**
   * Ends this browser's session with everything that hung on it. Unless the same resident goes on under a new one,
   * the ledger notes that they signed out.
   */
  private async end(request: FastifyRequest, successor: OpenedSession | null): Promise<void> {
    const token = readCookie(request, sessionCookie);
    if (!isToken(token)) return;
    await this.database.transaction(async (sql) => {
      await sql.run(statements.lockOwner, [fingerprint(token)]);
      const ended = await firstRow<EndedRow>(sql, statements.end, [fingerprint(token)]);
      if (ended === null) return;
      await this.revocations.raise(sql, { rule: 'session', id: ended.id });
      if (ended.resident_id !== successor?.residentId) return this.noteSignOut(sql, ended);
      // What apps were given under the one goes on under the other, so that they hear when that ends.
      return this.followers.follow(sql, ended.id, successor.id);
    });
  }

  private async noteSignOut(sql: Sql, { id, resident_id: residentId }: EndedRow): Promise<void> {
    const actor = { kind: 'resident', id: residentId } as const;
    const told = await this.followers.toldOf(sql, [id]);
    await this.ledger.record(sql, { type: 'resident.signed-out', actor, residentId }, told);
  }
}
