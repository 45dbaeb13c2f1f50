import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { addDeleted } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';
import { Checkpoints } from './checkpoints.ts';
import type { ChainEnd } from './chain.ts';
import { countOld, readOld, remove } from './statements/removing.ts';
import { lock } from './statements/sealing.ts';
import { Verification } from './verification.ts';

/** How much goes at once; the database refuses 5,000 and more. */
const atMost = 2000;

/** Removes entries that have had their time, always from the beginning, and leaves a signature of where it was. */
@Injectable()
export class HistoryRemoval {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly verification: Verification,
  ) {}

  deletion(): Deletion {
    return { atMost, due: () => this.due(), run: () => this.run() };
  }

  private async due(): Promise<number> {
    return (await firstRow<{ rows: number }>(this.database, countOld))?.rows ?? 0;
  }

  /** A beginning that somebody changed stays: our signature would hide it for ever. */
  private run(): Promise<number> {
    return this.database.transaction(async (sql) => {
      await sql.run(lock);
      const row = await firstRow<{ seq: string; hash: string }>(sql, readOld, [atMost]);
      if (row === null) return 0;
      const end = { seq: Number(row.seq), hash: row.hash };
      const verdict = await this.verification.verifyBeginning(sql, end.seq);
      if (verdict.kind === 'broken') throw new Error('The beginning of the ledger was changed.');
      return this.remove(sql, end);
    });
  }

  private async remove(sql: Sql, end: ChainEnd): Promise<number> {
    const token = await this.checkpoints.publish('stub', end);
    const row = await firstRow<{ rows: number }>(sql, remove, [end.seq, end.hash, token]);
    const entries = row?.rows ?? 0;
    await addDeleted(sql, 'ledger_entry', entries);
    const actor = { kind: 'system', id: 'retention' } as const;
    const event = { type: 'audit.history-removed', actor, entries, until: end.seq } as const;
    await this.ledger.record(sql, event);
    return entries;
  }
}
