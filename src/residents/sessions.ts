import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { fingerprint, isToken, newToken } from '../kernel/opaque-token.ts';
import { Ledger } from '../ledger/ledger.ts';
import { clearCookie, readCookie, setCookie } from '../platform/http/cookies.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import { sessionCookie } from './session-cookie.ts';
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
}

/** A session just opened; `token` goes into the cookie and nowhere else. */
export interface OpenedSession {
  id: string;
  residentId: string;
  token: string;
}

type EndedRow = Pick<SessionRow, 'id' | 'resident_id'>;

interface SessionRow {
  id: string;
  resident_id: string;
  auth_link: string;
  provider: string;
  authenticated_at: Date;
}

/** Sessions live on the server: signing out, revoking and erasing end them there, whatever the browser keeps. */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly revocations: Revocations,
  ) {}

  /** Opens a session under a new id, never one the browser brought (session fixation). */
  async open(
    sql: Sql,
    signedIn: { residentId: string; authLink: string; provider: string },
  ): Promise<OpenedSession> {
    const { residentId, authLink, provider } = signedIn;
    const session = { id: newId(), residentId, token: newToken() };
    const row = [session.id, fingerprint(session.token), residentId, authLink, provider];
    await sql.run(statements.insert, row);
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
  async current(request: FastifyRequest): Promise<Session | null> {
    if (request.principal?.kind === 'resident') return request.principal.identity as Session;
    const session = await this.find(readCookie(request, sessionCookie));
    if (session) request.principal = { kind: 'resident', identity: session };
    return session;
  }

  /**
   * Locks a session for the rest of the transaction, after its resident. False when it has ended meanwhile, by
   * signing out or by a revocation.
   */
  async lock(sql: Sql, { id }: Session): Promise<boolean> {
    const isThere = (await firstRow(sql, statements.lock, [id])) !== null;
    return isThere && !(await this.revocations.isDeadIn(sql, id));
  }

  /** Hands the browser its new session and ends the one it had. */
  async give(request: FastifyRequest, reply: FastifyReply, opened: OpenedSession): Promise<void> {
    await this.end(request, opened.residentId);
    setCookie(reply, sessionCookie, opened.token);
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

  private async find(token: string | undefined): Promise<Session | null> {
    if (!isToken(token)) return null;
    const { idleSeconds, absoluteSeconds } = this.config.sessions;
    const values = [fingerprint(token), idleSeconds, absoluteSeconds];
    const row = await firstRow<SessionRow>(this.database, statements.findAndTouch, values);
    if (row === null || (await this.revocations.isDead(row.id))) return null;
    return {
      id: row.id,
      residentId: row.resident_id,
      authLink: row.auth_link,
      provider: row.provider,
      authenticatedAt: row.authenticated_at,
    };
  }

  /**
   * Ends this browser's session with everything that hung on it. Unless the same resident goes on under a new one,
   * the ledger notes that they signed out.
   */
  private async end(request: FastifyRequest, successor: string | null): Promise<void> {
    const token = readCookie(request, sessionCookie);
    if (!isToken(token)) return;
    await this.database.transaction(async (sql) => {
      const ended = await firstRow<EndedRow>(sql, statements.end, [fingerprint(token)]);
      if (ended === null) return;
      await this.revocations.raise(sql, { rule: 'session', id: ended.id });
      if (ended.resident_id !== successor) await this.noteSignOut(sql, ended.resident_id);
    });
  }

  private async noteSignOut(sql: Sql, residentId: string): Promise<void> {
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, { type: 'resident.signed-out', actor, residentId });
  }
}
