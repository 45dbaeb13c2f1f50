import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../kernel/ids.ts';
import { fingerprint, isToken, newToken } from '../kernel/opaque-token.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { clearCookie, readCookie, setCookie } from '../platform/http/cookies.ts';
import { Directory } from './directory.ts';
import { Passkeys } from './passkeys.ts';
import type { Answer, PasskeyOutcome } from './passkeys.ts';
import { memberOf } from './person.ts';
import type { Person } from './person.ts';
import { staffCookie } from './staff-cookie.ts';
import { freshSeconds, sessionLimits } from './staff-limits.ts';
import * as statements from './statements/sessions.ts';

/** A member of staff signed in on one browser. */
export interface StaffSession {
  id: string;
  person: Person;
  /** Whether they came with the city's identity provider, and prove there, instead of with a passkey. */
  isFromDirectory: boolean;
  /** Whether they proved who they are within the last minutes. */
  isFresh: boolean;
  secondsLeft: number;
  /** False when it ends then in any case. */
  canStay: boolean;
}

interface SessionRow {
  id: string;
  personId: string;
  name: string;
  role: Person['role'];
  isFromDirectory: boolean;
  secondsSinceProof: number;
  secondsLeft: number;
  canStay: boolean;
}

/** When the session that a browser shows ends; zero seconds for none. */
export type TimeLeft = Pick<StaffSession, 'secondsLeft' | 'canStay'>;

const over: TimeLeft = { secondsLeft: 0, canStay: false };

/** A proof at the city's identity provider: of which session, by whom, and when, in seconds. */
export interface ProofElsewhere {
  sessionId: string;
  personId: string;
  provedAt: number;
}

/** Sessions of staff: short, on the server, and fresh for dangerous things only after a proof. */
@Injectable()
export class StaffSessions {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly ledger: Ledger,
    private readonly passkeys: Passkeys,
  ) {}

  /** The live session of this browser, or null. Counts as activity. */
  async current(request: FastifyRequest): Promise<StaffSession | null> {
    const token = readCookie(request, staffCookie);
    if (!isToken(token)) return null;
    const values = [fingerprint(token), ...sessionLimits];
    const row = await firstRow<SessionRow>(this.database, statements.findAndTouch, values);
    const isShut = row?.isFromDirectory === true && this.directory.label === null;
    return row === null || isShut ? null : sessionOf(row);
  }

  /** When the session of this browser ends. Asking is no activity. */
  async timeLeft(request: FastifyRequest): Promise<TimeLeft> {
    const token = readCookie(request, staffCookie);
    if (!isToken(token)) return over;
    const values = [fingerprint(token), ...sessionLimits];
    return (await firstRow<TimeLeft>(this.database, statements.look, values)) ?? over;
  }

  /** Signs in with a passkey: a new session, never one the browser brought. */
  async signIn(reply: FastifyReply, sent: Answer): Promise<PasskeyOutcome> {
    const token = newToken();
    const outcome = await this.database.transaction(async (sql) => {
      const answer = await this.passkeys.signIn(sql, sent);
      if (answer.kind === 'accepted')
        await this.insert(sql, answer.person, { token, provedAgo: 0 });
      return answer;
    });
    if (outcome.kind === 'accepted') setCookie(reply, staffCookie, token);
    return outcome;
  }

  /** Opens a session for somebody who has just enrolled. */
  async open(reply: FastifyReply, person: Person): Promise<void> {
    const token = newToken();
    await this.database.transaction((sql) => this.insert(sql, person, { token, provedAgo: 0 }));
    setCookie(reply, staffCookie, token);
  }

  /**
   * Opens a session for somebody who came with the city's identity provider, and returns its secret, to be given once
   * all is saved. It is not fresh: they may have proved there long ago.
   */
  async openFromDirectory(sql: Sql, person: Person): Promise<string> {
    const token = newToken();
    await this.insert(sql, person, { token, provedAgo: freshSeconds });
    return token;
  }

  /** Makes a session fresh by a proof at the identity provider, and returns its new secret; null when it is over. */
  async proveElsewhere(sql: Sql, proof: ProofElsewhere): Promise<string | null> {
    const token = newToken();
    const { sessionId, personId, provedAt } = proof;
    const values = [sessionId, personId, fingerprint(token), provedAt];
    return (await firstRow(sql, statements.proveElsewhere, values)) === null ? null : token;
  }

  /** Gives this browser the secret of its session. */
  give(reply: FastifyReply, token: string): void {
    setCookie(reply, staffCookie, token);
  }

  /**
   * Proves again with a passkey of the same person. The secret of the session changes with it (ASVS 5.0 7.2.4); what
   * somebody else's passkey answers is refused.
   */
  async prove(request: FastifyRequest, reply: FastifyReply, sent: Answer): Promise<boolean> {
    const known = readCookie(request, staffCookie);
    if (!isToken(known)) return false;
    const token = newToken();
    const isProved = await this.database.transaction(async (sql) => {
      const outcome = await this.passkeys.signIn(sql, sent);
      if (outcome.kind === 'refused') return false;
      const values = [fingerprint(known), outcome.person.id, fingerprint(token)];
      return (await firstRow(sql, statements.prove, values)) !== null;
    });
    if (isProved) setCookie(reply, staffCookie, token);
    return isProved;
  }

  /** Signs out: ends this browser's session on the server and takes its cookie. */
  async close(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const token = readCookie(request, staffCookie);
    request.principal = null;
    clearCookie(reply, staffCookie);
    if (!isToken(token)) return;
    await this.database.transaction(async (sql) => {
      const ended = await firstRow<{ personId: string }>(sql, statements.end, [fingerprint(token)]);
      if (ended === null) return;
      const { personId: person } = ended;
      const actor = { kind: 'staff', id: person } as const;
      await this.ledger.record(sql, { type: 'staff.signed-out', actor, person, sessions: 1 });
    });
  }

  private async insert(
    sql: Sql,
    person: Person,
    { token, provedAgo }: { token: string; provedAgo: number },
  ): Promise<void> {
    await sql.run(statements.insert, [newId(), fingerprint(token), person.id, provedAgo]);
    const { actor, role } = memberOf(person);
    await this.ledger.record(sql, { type: 'staff.signed-in', actor, role, person: person.id });
  }
}

function sessionOf(row: SessionRow): StaffSession {
  const { personId, name, role, secondsSinceProof, ...session } = row;
  const isFresh = secondsSinceProof < freshSeconds;
  return { ...session, person: { id: personId, name, role }, isFresh };
}
