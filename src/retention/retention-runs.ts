import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { takeDeleted } from '../platform/jobs/deleted-rows.ts';
import type { DeletedRows } from '../platform/jobs/deleted-rows.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { certificateHash, certificateText } from './certificate.ts';
import { clearAll } from './clearing.ts';
import type { MayGoOn } from './clearing.ts';
import { openRunOf, runEverySeconds, runOf } from './retention-run.ts';
import type { OpenRun, RetentionRun, RunRow } from './retention-run.ts';
import * as statements from './runs/statements.ts';
import { scheduleOf } from './schedule.ts';

interface LockedRun {
  now: Date;
  before: Date | null;
}

/**
 * Runs of the schedule. Each deletes what is due and then certifies what has gone since the certificate before it,
 * housekeeping's deletions of every minute among it. There is one open run at most; whoever finds it goes on with it, and
 * one of them certifies it.
 */
@Injectable()
export class RetentionRuns {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Opens a run, or returns the one that is open. For whoever saw the runs up to the one with the id `seen`, null when
   * there was none, it opens no other when there has been one since.
   */
  open(actor: Actor, seen?: string | null): Promise<RetentionRun> {
    return this.database.transaction(async (sql) => {
      const open = await lockedOpenRun(sql);
      if (open !== null) return { ...open, certificate: null };
      const newest = await firstRow<RunRow>(sql, statements.newest, [null, 1]);
      const isNews = seen !== undefined && newest !== null && newest.id !== seen;
      return isNews ? runOf(newest) : { ...(await this.begin(sql, actor)), certificate: null };
    });
  }

  /** The run that is open, or a new one when the last certificate is a day old; null when there is nothing to do. */
  openIfDue(actor: Actor): Promise<OpenRun | null> {
    return this.database.transaction(async (sql) => {
      const open = await lockedOpenRun(sql);
      if (open !== null) return open;
      const isDone = (await firstRow(sql, statements.isRecent, [runEverySeconds])) !== null;
      return isDone ? null : this.begin(sql, actor);
    });
  }

  /** Deletes what is due and certifies it; stops between two batches when it may not go on, and the run stays open. */
  async goOn(run: OpenRun, mayGoOn: MayGoOn): Promise<void> {
    const left = await clearAll(this.housekeeping.deletions, mayGoOn);
    if (left !== null) await this.database.transaction((sql) => this.certify(sql, run, left));
  }

  /** One run. */
  async find(id: string): Promise<RetentionRun | null> {
    const row = await firstRow<RunRow>(this.database, statements.one, [id]);
    return row && runOf(row);
  }

  /** Runs, newest first; those before the one with the id `before`. */
  async list(limit: number, before: string | null): Promise<RetentionRun[]> {
    const values = [before, limit];
    return (await this.database.run<RunRow>(statements.newest, values)).map(runOf);
  }

  private async begin(sql: Sql, actor: Actor): Promise<OpenRun> {
    const row = await firstRow<RunRow>(sql, statements.begin, [newId(), actor.kind, actor.id]);
    if (row === null) throw new Error('An insert returned no row.');
    return openRunOf(row);
  }

  /** Counts, certificate and entry belong together: none of them is there without the others. */
  private async certify(sql: Sql, { id, actor }: OpenRun, left: DeletedRows): Promise<void> {
    const locked = await firstRow<LockedRun>(sql, statements.lockOpen, [id]);
    if (locked === null) return;
    const deleted = await takeDeleted(sql);
    const { before: from, now: to } = locked;
    const schedule = scheduleOf(this.config);
    const text = certificateText({ runId: id, actor, from, to, schedule, deleted, left });
    const hash = certificateHash(text);
    const sum = sumOf(deleted);
    await sql.run(statements.finish, [id, to, sum, text, hash]);
    await this.ledger.record(sql, {
      type: 'retention.run',
      actor,
      run: id,
      deleted: sum,
      left: sumOf(left),
      kinds: Object.keys(deleted).toSorted(),
      certificate: hash.toString('base64url'),
    });
  }
}

async function lockedOpenRun(sql: Sql): Promise<OpenRun | null> {
  await sql.run(statements.lock);
  const row = await firstRow<RunRow>(sql, statements.openRun);
  return row && openRunOf(row);
}

function sumOf(rows: DeletedRows): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}
