import { Injectable } from '@nestjs/common';
import { confirmationCodeOf } from '../kernel/confirmation-code.ts';
import { days } from '../kernel/duration.ts';
import { fingerprint, sameSecret } from '../kernel/opaque-token.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Vault } from '../vault/vault.ts';
import * as statements from './statements/deletions.ts';

/** How many days a resident who cannot prove afresh has to change their mind, or to notice that it was not them. */
export const heldDays = 7;

/** How a wish ended. The code is told once, to whoever sent the form; a copy of the same form is told it again. */
export type Hold =
  { kind: 'held'; code: string; dueAt: Date } | { kind: 'held-before' } | { kind: 'gone' };

interface Waiting {
  dueAt: Date;
  codeHash: Buffer;
}

/** Erasures that wait a week, because the resident could not prove afresh who they are. */
@Injectable()
export class HeldErasures {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
    private readonly vault: Vault,
  ) {}

  /**
   * Notes a resident's wish. The first one stands, and its date with it.
   * @param form a random value of the page the wish came from: both clicks of a double click get the same code
   */
  request(session: Session, form: string): Promise<Hold> {
    const { residentId } = session;
    const code = this.codeOf(residentId, form);
    return this.database.transaction(async (sql) => {
      if (!(await this.holds(sql, session))) return { kind: 'gone' };
      const values = [fingerprint(code), residentId, days(heldDays)];
      const made = await firstRow<{ dueAt: Date }>(sql, statements.request, values);
      if (made === null) return this.before(sql, residentId, code);
      await this.note(sql, 'erasure.requested', residentId);
      return { kind: 'held', code, dueAt: made.dueAt };
    });
  }

  /** Takes the wish back. False when there is none any more. */
  cancel(session: Session): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      return (await this.holds(sql, session)) && this.cancelIn(sql, session.residentId);
    });
  }

  /** The same inside a transaction that has locked the resident. */
  async cancelIn(sql: Sql, residentId: string): Promise<boolean> {
    const cancelled = await firstRow(sql, statements.cancel, [residentId]);
    if (cancelled === null) return false;
    await this.note(sql, 'erasure.cancelled', residentId);
    return true;
  }

  /** Whether a wish waits. */
  async isWaiting(sql: Sql, residentId: string): Promise<boolean> {
    return (await firstRow(sql, statements.waiting, [residentId])) !== null;
  }

  private async holds(sql: Sql, session: Session): Promise<boolean> {
    const isThere = await this.residents.lock(sql, session.residentId);
    return isThere && (await this.sessions.lock(sql, session));
  }

  /** Nobody can work the code out who has the database alone. */
  private codeOf(residentId: string, form: string): string {
    const mac = this.vault.mac('deletion-code', `${residentId} ${form}`);
    return confirmationCodeOf(Buffer.from(mac, 'base64url'));
  }

  private async before(sql: Sql, residentId: string, code: string): Promise<Hold> {
    const waiting = await firstRow<Waiting>(sql, statements.waiting, [residentId]);
    const isSameForm = waiting !== null && sameSecret(waiting.codeHash, fingerprint(code));
    return isSameForm ? { kind: 'held', code, dueAt: waiting.dueAt } : { kind: 'held-before' };
  }

  private async note(
    sql: Sql,
    type: 'erasure.requested' | 'erasure.cancelled',
    residentId: string,
  ): Promise<void> {
    const actor = { kind: 'resident', id: residentId } as const;
    const what = { actor, residentId };
    await this.ledger.record(
      sql,
      type === 'erasure.requested' ? { type, ...what, days: heldDays } : { type, ...what },
    );
  }
}
