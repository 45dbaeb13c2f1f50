import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Anchors } from './anchors.ts';
import { afterEntry } from './chain.ts';
import type { ChainEnd } from './chain.ts';
import { batchLength } from './statements/sealing.ts';
import { readFirst, readLast, readNext } from './statements/verifying.ts';
import { broken } from './verdict.ts';
import type { Broken, Verdict } from './verdict.ts';

interface EntryRow {
  id: string;
  xid: string;
  seq: string | null;
  hash: string | null;
  text: string;
}

/** Follows the chain through the entries of the database, page by page, from a place that is trusted. */
export class EntryWalk {
  private unsealed = 0;

  constructor(
    private readonly anchors: Anchors,
    private end: ChainEnd,
  ) {}

  /** Goes to the end, or to the first entry that is not what was sealed. */
  async run(sql: Sql): Promise<Verdict> {
    const from = this.end.seq + 1;
    const found = (await this.readTo(sql, Infinity)) ?? (await this.checkEnd(sql));
    return found ?? this.intact(from);
  }

  /** Goes no further than to one entry. */
  async runTo(sql: Sql, upTo: number): Promise<Verdict> {
    const from = this.end.seq + 1;
    const found = await this.readTo(sql, upTo);
    if (found !== null) return found;
    return this.end.seq < upTo ? broken(this.end.seq + 1, 'missing') : this.intact(from);
  }

  private intact(from: number): Verdict {
    const { end, anchors, unsealed } = this;
    return { kind: 'intact', from, to: end.seq, ...anchors.reach, unsealed };
  }

  private async readTo(sql: Sql, upTo: number): Promise<Broken | null> {
    let rows = await sql.run<EntryRow>(readFirst);
    for (;;) {
      const found = this.follow(rows, upTo);
      if (found !== null) return found;
      const last = rows.at(-1);
      const isOver = last === undefined || rows.length < batchLength || this.end.seq >= upTo;
      if (isOver) return null;
      rows = await sql.run<EntryRow>(readNext, [last.xid, last.id]);
    }
  }

  private follow(rows: readonly EntryRow[], upTo: number): Broken | null {
    for (const row of rows) {
      const found = this.end.seq < upTo ? this.step(row) : null;
      if (found !== null) return found;
    }
    return null;
  }

  private step({ seq, hash, text }: EntryRow): Broken | null {
    const expected = this.end.seq + 1;
    if (seq === null) {
      this.unsealed += 1;
      return null;
    }
    if (this.unsealed > 0 || Number(seq) < expected) return broken(expected, 'inserted');
    if (Number(seq) > expected) return broken(expected, 'missing');
    this.end = afterEntry(this.end, text);
    if (this.end.hash !== hash) return broken(expected, 'changed');
    return this.anchors.agree(this.end) ? null : broken(expected, 'not-as-signed');
  }

  /** A seal that is left over had an entry once. */
  private async checkEnd(sql: Sql): Promise<Broken | null> {
    const last = await firstRow<{ seq: string; has_stray: boolean }>(sql, readLast);
    if (last?.has_stray) return broken(this.end.seq + 1, 'inserted');
    if (Number(last?.seq) > this.end.seq) return broken(this.end.seq + 1, 'missing');
    return this.anchors.beyond(this.end);
  }
}
