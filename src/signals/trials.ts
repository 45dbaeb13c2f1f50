import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import * as statements from './statements/signals.ts';

/** The last trial signal that arrived, with the text that it was sent with. */
export interface SignalTrial {
  state: string | null;
  arrivedAt: Date;
}

/** Whether what a provider tells us arrives. */
@Injectable()
export class SignalTrials {
  constructor(private readonly database: Database) {}

  /** The last of each provider, by its code. */
  async all(): Promise<ReadonlyMap<string, SignalTrial>> {
    const rows = await this.database.run<SignalTrial & { provider: string }>(statements.allTrials);
    return new Map(rows.map(({ provider, ...trial }) => [provider, trial]));
  }

  /** Null when none ever did. It is about nobody. */
  last(provider: string): Promise<SignalTrial | null> {
    return firstRow<SignalTrial>(this.database, statements.lastTrial, [provider]);
  }
}
