import { Injectable } from '@nestjs/common';
import { newConfirmationCode, readCode } from '../kernel/confirmation-code.ts';
import { fingerprint } from '../kernel/opaque-token.ts';
import type { ErasedFor } from '../ledger/event-catalogue.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { DeletionNotes } from '../signals/deletion-notes.ts';
import * as statements from './statements/deletions.ts';

/** What goes: everything about a resident, or one link because its provider was asked. */
type Deleted = 'record' | 'link';

/** What a code tells whoever has it. It never says whose record it was. */
export type DeletionStatus =
  | { kind: 'working'; of: Deleted; by: Date }
  /** Entries of the ledger stay until `restUntil`, with random numbers in the place of a person. */
  | { kind: 'done'; of: Deleted; on: Date; restUntil: Date }
  | { kind: 'cancelled'; of: Deleted; on: Date }
  | { kind: 'unknown' };

interface DeletionRow {
  dueAt: Date;
  doneAt: Date | null;
  cancelledAt: Date | null;
  restUntil: Date | null;
  ofLink: boolean;
}

/** Deletions by their codes, of which only hashes are kept: wished for, done or cancelled. */
@Injectable()
export class Deletions implements DeletionNotes {
  constructor(private readonly database: Database) {}

  /** What became of the deletion with this code, however it was typed. Every answer is the same work. */
  async status(typed: string): Promise<DeletionStatus> {
    const code = readCode(typed) ?? typed.slice(0, 100);
    const row = await firstRow<DeletionRow>(this.database, statements.ofCode, [fingerprint(code)]);
    return row === null ? { kind: 'unknown' } : statusOf(row);
  }

  /** When a resident's record is going to be deleted; null while nobody wished for that. */
  async dueFor(residentId: string): Promise<Date | null> {
    const row = await firstRow<{ dueAt: Date }>(this.database, statements.waiting, [residentId]);
    return row?.dueAt ?? null;
  }

  /** How many residents have waited long enough. */
  async countDue(): Promise<number> {
    return (await firstRow<{ rows: number }>(this.database, statements.countDue))?.rows ?? 0;
  }

  /** Residents who have waited long enough, at most so many of them. */
  async due(atMost: number): Promise<string[]> {
    const rows = await this.database.run<{ residentId: string }>(statements.due, [atMost]);
    return rows.map(({ residentId }) => residentId);
  }

  /** Whether a resident has waited long enough, asked in the transaction that has locked them. */
  async isDue(sql: Sql, residentId: string): Promise<boolean> {
    return (await firstRow(sql, statements.isDue, [residentId])) !== null;
  }

  /**
   * Notes in the transaction of an erasure that it is done. Who waited has a code already, and it is good for this;
   * who did not, and is there to be told one, gets a new one, which is returned and kept nowhere.
   */
  async finish(sql: Sql, residentId: string, cause: ErasedFor): Promise<string | null> {
    const hasWaited = (await firstRow(sql, statements.complete, [residentId])) !== null;
    if (hasWaited || !(cause === 'resident' || cause === 'staff')) return null;
    const code = newConfirmationCode();
    await sql.run(statements.insertDone, [fingerprint(code)]);
    return code;
  }

  async linkGone(sql: Sql, code: string): Promise<void> {
    await sql.run(statements.linkGone, [fingerprint(code)]);
  }

  async linkWaits(sql: Sql, code: string, seconds: number): Promise<void> {
    await sql.run(statements.linkWaits, [fingerprint(code), seconds]);
  }

  async linksStay(sql: Sql, codes: readonly string[]): Promise<void> {
    await sql.run(statements.linksStay, [codes.map(fingerprint)]);
  }
}

function statusOf(row: DeletionRow): DeletionStatus {
  const { dueAt, doneAt, cancelledAt, restUntil, ofLink } = row;
  const of = ofLink ? 'link' : 'record';
  if (cancelledAt !== null) return { kind: 'cancelled', of, on: cancelledAt };
  if (doneAt === null || restUntil === null) return { kind: 'working', of, by: dueAt };
  return { kind: 'done', of, on: doneAt, restUntil };
}
