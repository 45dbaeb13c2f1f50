import { Injectable } from '@nestjs/common';
import { Apps } from '../apps/apps.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { readStates, replay, tell } from './deliveries/desk-statements.ts';
import type { Method, StreamState } from './stream-shape.ts';

/** How one stream does. */
export interface DeliveryState {
  appId: string;
  kind: 'events' | 'logout';
  method: Method;
  endpoint: string | null;
  status: StreamState;
  /** How often in a row the endpoint did not answer, and since when. */
  failures: number;
  failingSince: Date | null;
  waiting: number;
  waitingSince: Date | null;
  /** What was given up, and can be sent again. */
  dead: number;
  /** Within the last week. */
  delivered: number;
  /** Codes of what went wrong with those that are not delivered. */
  errors: readonly string[];
}

export type Replay =
  { kind: 'replayed'; events: number } | { kind: 'nothing-to-do' } | { kind: 'no-such-app' };

/** Lets staff see whether apps get their events, and send again what was given up. */
@Injectable()
export class DeliveryDesk {
  constructor(
    private readonly apps: Apps,
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** The streams of every app, or of one. */
  async list(staff: StaffMember, appId: string | null = null): Promise<DeliveryState[]> {
    permit(staff, 'delivery.see');
    return this.database.run<DeliveryState>(readStates, [appId]);
  }

  /** Lets what was given up for one app go out again, by whoever serves. What came later for the same resident may have arrived before. */
  async replay(staff: StaffMember, appId: string): Promise<Replay> {
    permit(staff, 'delivery.replay');
    if ((await this.apps.find(appId)) === null) return { kind: 'no-such-app' };
    const events = await this.database.transaction(async (sql) => {
      const count = (await firstRow<{ events: number }>(sql, replay, [appId]))?.events ?? 0;
      const event = { type: 'events.replayed', ...byStaff(staff), appId, events: count } as const;
      if (count === 0) return 0;
      await this.ledger.record(sql, event);
      await sql.run(tell);
      return count;
    });
    return events === 0 ? { kind: 'nothing-to-do' } : { kind: 'replayed', events };
  }
}
