import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { addDeleted } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';
import { NotedDeletions } from './deletion-notes.ts';
import { SealedSignals } from './sealed-signals.ts';
import type { WaitingRow } from './sealed-signals.ts';
import * as statements from './statements/signals.ts';
import { ToldRemovals } from './told-removals.ts';

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

/** Signals above the ceiling: operators let them go on or throw them away. What nobody decides is done after a week. */
@Injectable()
export class WaitingRoom {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
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
      const codes = rows.flatMap((row) => this.sealed.open(row).code ?? []);
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

  /** Each in a transaction of its own. One that cannot be done does not keep the others waiting. */
  private async whatIsDue(): Promise<number> {
    let done = 0;
    const failures: unknown[] = [];
    for (const { id } of await this.database.run<{ id: string }>(statements.due, [atMost])) {
      try {
        if (await this.carryOut(id)) done += 1;
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
    return done;
  }

  private carryOut(id: string): Promise<boolean> {
    return this.database.transaction(async (sql) => {
      const row = await firstRow<WaitingRow>(sql, statements.takeDue, [id]);
      if (row === null) return false;
      await this.removals.carryOut(sql, this.sealed.open(row));
      await addDeleted(sql, 'waiting_signal', 1);
      return true;
    });
  }
}
