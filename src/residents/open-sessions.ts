import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { isId } from '../kernel/ids.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import { Residents } from './residents.ts';
import { limitsOf } from './session-limits.ts';
import { Sessions } from './sessions.ts';
import type { Session } from './sessions.ts';
import * as statements from './statements/sessions.ts';

/** A session of a resident as they see it beside their others. Where it is from is not kept. */
export interface OpenSession {
  id: string;
  provider: string;
  since: Date;
  lastSeenAt: Date;
  isShared: boolean;
}

/** How ending other sessions went. Repeating it changes nothing and says so. */
export type EndingOutcome =
  | { kind: 'ended'; sessions: number }
  | { kind: 'nothing-to-do' }
  /** Not one of this resident's, or the one that asks. */
  | { kind: 'no-such-session' }
  /** The session that asks has ended itself. */
  | { kind: 'signed-out' };

/** All sessions of one resident, and ending them. Raising a session's epoch ends what apps may see through it, too. */
@Injectable()
export class OpenSessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
    private readonly sessions: Sessions,
  ) {}

  /** The resident's living sessions, the one seen last first. */
  async of(residentId: string): Promise<OpenSession[]> {
    const rows = await this.within(this.database, residentId);
    const dead = await Promise.all(rows.map(({ id }) => this.revocations.isDead(id)));
    return rows.filter((_, position) => dead[position] === false);
  }

  /** How many there are, read in the caller's transaction. */
  async count(sql: Sql, residentId: string): Promise<number> {
    let alive = 0;
    for (const { id } of await this.within(sql, residentId)) {
      if (!(await this.revocations.hasEnded(sql, id))) alive += 1;
    }
    return alive;
  }

  /** Whether a session was this resident's and is over; false for every other id. */
  async hasEnded(residentId: string, sessionId: string): Promise<boolean> {
    const all = await this.allOf(this.database, residentId);
    return all.includes(sessionId) && (await this.revocations.isDead(sessionId));
  }

  /** Ends one other session of the same resident. */
  endOne(current: Session, sessionId: string): Promise<EndingOutcome> {
    return this.acting(current, async (sql) => {
      const all = await this.allOf(sql, current.residentId);
      if (!isId(sessionId) || sessionId === current.id || !all.includes(sessionId)) {
        return { kind: 'no-such-session' };
      }
      return this.endAmong(sql, current.residentId, (id) => id === sessionId);
    });
  }

  /** Ends every other session of the same resident. */
  endOthers(current: Session): Promise<EndingOutcome> {
    return this.acting(current, (sql) =>
      this.endAmong(sql, current.residentId, (id) => id !== current.id),
    );
  }

  /** Ends every session of a resident, in a transaction that has locked them. */
  async endAll(sql: Sql, residentId: string): Promise<void> {
    for (const id of await this.allOf(sql, residentId)) {
      await this.revocations.raise(sql, { rule: 'session', id });
    }
  }

  /** Staff end every session of a resident. Returns how many there were. */
  endByStaff(staff: StaffMember, residentId: string, reason: ReasonCode): Promise<number> {
    permit(staff, 'session.end');
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return 0;
      const sessions = await this.count(sql, residentId);
      await this.endAll(sql, residentId);
      const ended = { residentId, sessions, reason } as const;
      if (sessions > 0) {
        const told = await this.sessions.toldOf(sql, await this.allOf(sql, residentId));
        await this.ledger.record(sql, { type: 'session.ended', ...byStaff(staff), ...ended }, told);
      }
      return sessions;
    });
  }

  /** What a session does to others counts only while it lives itself: of two that end each other one stays. */
  private acting(
    current: Session,
    act: (sql: Sql) => Promise<EndingOutcome>,
  ): Promise<EndingOutcome> {
    return this.database.transaction(async (sql) => {
      await this.residents.lock(sql, current.residentId);
      return (await this.sessions.lock(sql, current)) ? act(sql) : { kind: 'signed-out' };
    });
  }

  private async endAmong(
    sql: Sql,
    residentId: string,
    isMeant: (id: string) => boolean,
  ): Promise<EndingOutcome> {
    const ended: string[] = [];
    for (const { id } of await this.within(sql, residentId)) {
      if (!isMeant(id) || (await this.revocations.hasEnded(sql, id))) continue;
      await this.revocations.raise(sql, { rule: 'session', id });
      ended.push(id);
    }
    const sessions = ended.length;
    if (sessions === 0) return { kind: 'nothing-to-do' };
    const told = await this.sessions.toldOf(sql, ended);
    const actor = { kind: 'resident', id: residentId } as const;
    await this.ledger.record(sql, { type: 'session.ended', actor, residentId, sessions }, told);
    return { kind: 'ended', sessions };
  }

  private within(sql: Sql, residentId: string): Promise<OpenSession[]> {
    return sql.run<OpenSession>(statements.ofResident, [residentId, ...limitsOf(this.config)]);
  }

  private async allOf(sql: Sql, residentId: string): Promise<string[]> {
    const rows = await sql.run<{ id: string }>(statements.allOf, [residentId]);
    return rows.map(({ id }) => id);
  }
}
