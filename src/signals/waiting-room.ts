import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { addDeleted } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';
import { Log } from '../platform/logging/log.ts';
import { NotedDeletions } from './deletion-notes.ts';
import { SealedSignals } from './sealed-signals.ts';
import type { WaitingRow } from './sealed-signals.ts';
import * as statements from './statements/signals.ts';
import { ToldRemovals } from './told-removals.ts';
import type { RemovalSignal } from './told-removals.ts';

/** How much of one provider waits. */
export interface WaitingSignals {
  provider: string;
  signals: number;
  since: Date;
  /** The first of them is carried out then, unless somebody decides before. */
  dueAt: Date;
}

/** So many at a time, so that other work has its turn. */
const atMost = 50;
const table = 'waiting_signal';

/** Signals above the ceiling: operators let them go on or throw them away. What nobody decides is done after a week. */
@Injectable()
export class WaitingRoom {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly log: Log,
    private readonly noted: NotedDeletions,
    private readonly removals: ToldRemovals,
    private readonly sealed: SealedSignals,
  ) {}

  /** What waits, provider by provider. */
  list(staff: StaffMember): Promise<WaitingSignals[]> {
    permit(staff, 'provider.see');
    return this.read();
  }

  /** The same for whoever only says that something waits. */
  read(): Promise<WaitingSignals[]> {
    return this.database.run<WaitingSignals>(statements.waiting);
  }

  /** Lets go on what waits of a provider, which the next minute does. Returns how many there were. */
  release(staff: StaffMember, provider: string): Promise<number> {
    permit(staff, 'provider.change');
    return this.database.transaction(async (sql) => {
      const row = await firstRow<{ signals: number }>(sql, statements.release, [provider]);
      const signals = row?.signals ?? 0;
      const event = { type: 'signals.released', ...byStaff(staff), provider, signals } as const;
      if (signals > 0) await this.ledger.record(sql, event);
      return signals;
    });
  }

  /** Throws away what waits of a provider: the links stay. Returns how many there were. */
  discard(staff: StaffMember, provider: string): Promise<number> {
    permit(staff, 'provider.change');
    return this.database.transaction(async (sql) => {
      const rows = await sql.run<WaitingRow>(statements.discard, [provider]);
      const codes = rows.flatMap((row) => this.sealed.open(row)?.code ?? []);
      await this.noted.book.linksStay(sql, codes);
      const signals = rows.length;
      const event = { type: 'signals.discarded', ...byStaff(staff), provider, signals } as const;
      if (signals > 0) await this.ledger.record(sql, event);
      return signals;
    });
  }

  /** What was released or has waited its week, as housekeeping does it. */
  due(): Deletion {
    return { atMost, due: () => this.countDue(), run: () => this.whatIsDue() };
  }

  private async countDue(): Promise<number> {
    return (await firstRow<{ rows: number }>(this.database, statements.countDue))?.rows ?? 0;
  }

  /** What cannot be opened is left where it is, and looked past, however much of it there is. */
  private async whatIsDue(): Promise<number> {
    const lost: string[] = [];
    let done = 0;
    let rows: WaitingRow[];
    do {
      rows = await this.database.run<WaitingRow>(statements.due, [atMost, lost]);
      done += await this.carryOutAll(rows, lost);
    } while (rows.length === atMost && done < atMost);
    if (lost.length === 0) return done;
    this.log.write({ event: 'sealed.lost', table, rows: lost.length });
    return done + (await this.dropLost(lost));
  }

  /** Each in a transaction of its own. One that cannot be done does not keep the others waiting. */
  private async carryOutAll(rows: readonly WaitingRow[], lost: string[]): Promise<number> {
    let done = 0;
    const failures: unknown[] = [];
    for (const row of rows) {
      const signal = this.sealed.open(row);
      if (signal === null) {
        lost.push(row.id);
        continue;
      }
      try {
        if (await this.carryOut(row.id, signal)) done += 1;
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
    return done;
  }

  private carryOut(id: string, signal: RemovalSignal): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      if ((await firstRow(sql, statements.takeDue, [id])) === null) return false;
      await this.removals.carryOut(sql, signal);
      await addDeleted(sql, table, 1);
      return true;
    });
  }

  private dropLost(ids: readonly string[]): Promise<number> {
    return this.database.transaction(async (sql) => {
      const row = await firstRow<{ rows: number }>(sql, statements.dropLost, [ids]);
      const rows = row?.rows ?? 0;
      await addDeleted(sql, table, rows);
      return rows;
    });
  }
}
