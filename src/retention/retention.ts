import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { isId } from '../kernel/ids.ts';
import type { Actor, StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { readDeleted } from '../platform/jobs/deleted-rows.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { say } from '../words/words.ts';
import type { Language } from '../words/words.ts';
import { keptInWords } from './kept.ts';
import { RetentionRuns } from './retention-runs.ts';
import type { PreviewRow, RetentionRun, RunOutcome } from './retention-run.ts';
import { scheduleOf } from './schedule.ts';
import type { Clause, Kind, KindName } from './schedule.ts';
import { whyKept } from './why-kept.ts';

/** A kind of information as people read it. */
export interface KeptRow {
  clause: Clause;
  what: string;
  long: string;
}

/** Nobody waits longer than this for an answer. */
const longestWaitMilliseconds = 8000;

const theSchedule: Actor = { kind: 'system', id: 'retention' };

/**
 * Retention: the schedule of what is deleted when, and the certificates of what was.
 *
 * Owns: the one table of what is kept for how long, its runs, and the erasure of records that nobody uses or can reach.
 * Does not: know other modules' tables; each deletes its own rows and says under which name.
 * Hands off to: the privacy page, the data inventory, the terminal and the API, which show this table and the runs.
 */
@Injectable()
export class Retention {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly runs: RetentionRuns,
  ) {}

  /** Every kind of information by its name. */
  get schedule(): Readonly<Record<string, Kind>> {
    return scheduleOf(this.config);
  }

  /** The schedule in words, in its order. */
  inWords(language: Language): KeptRow[] {
    return Object.values(this.schedule).map(({ what, clause, kept }) => ({
      clause,
      what: say(language, what),
      long: keptInWords(language, kept),
    }));
  }

  /** How much of a kind is to be deleted now; null for what does not go by time. Changes nothing. */
  async due({ removedBy }: Kind): Promise<number | null> {
    if (!('deletion' in removedBy)) return null;
    return (await this.housekeeping.deletions.get(removedBy.deletion)?.due()) ?? null;
  }

  /** What a run would delete now, by the very conditions that it deletes by. Changes nothing. */
  async preview(staff: StaffMember): Promise<PreviewRow[]> {
    permit(staff, 'retention.see');
    const gone = await readDeleted(this.database);
    const rows: PreviewRow[] = [];
    for (const [name, kind] of Object.entries(this.schedule)) {
      const { removedBy } = kind;
      const sofar = 'deletion' in removedBy ? (gone[removedBy.deletion] ?? 0) : null;
      const why = whyKept[name as KindName];
      rows.push({ name, kind, why, due: await this.due(kind), gone: sofar });
    }
    return rows;
  }

  /**
   * Deletes what is due and certifies it, or goes on with the run that is open. Waits for some seconds only. Whoever says
   * which run was the newest they saw gets the one that was made since then, if there is one, and no other.
   */
  async run(staff: StaffMember, seen?: string | null): Promise<RunOutcome> {
    permit(staff, 'retention.run');
    const open = await this.runs.open(staff.actor, seen);
    const until = performance.now() + longestWaitMilliseconds;
    if (open.certificate === null) await this.runs.goOn(open, () => performance.now() < until);
    const run = await this.runs.find(open.id);
    if (run === null) throw new Error('A run is gone.');
    const { certificate } = run;
    return certificate === null
      ? { kind: 'goes-on', run }
      : { kind: 'certified', run: { ...run, certificate } };
  }

  /** Runs, newest first; those before the one with the id `before`, where the last page ended. */
  async lastRuns(
    staff: StaffMember,
    limit: number,
    before: string | null = null,
  ): Promise<RetentionRun[]> {
    permit(staff, 'retention.see');
    return this.runs.list(limit, before);
  }

  /** One run with its certificate; null when there is none of that id. */
  async find(staff: StaffMember, id: string): Promise<RetentionRun | null> {
    permit(staff, 'retention.see');
    return isId(id) ? this.runs.find(id) : null;
  }

  /** What the job does: goes on with an open run, and begins one a day. */
  async runIfDue(signal: AbortSignal): Promise<void> {
    const run = await this.runs.openIfDue(theSchedule);
    if (run !== null) await this.runs.goOn(run, () => !signal.aborted);
  }
}
