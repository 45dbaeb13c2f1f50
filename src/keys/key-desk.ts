import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { overAt } from './key-record.ts';
import type { KeyRecord } from './key-record.ts';
import { readRecords } from './ring/retirement-statements.ts';
import { SigningKeys } from './signing-keys.ts';
import type { RotationResult } from './signing-keys.ts';

/** `nothing-to-do`: no key is in the state that the step is for. `too-early`: there is one, and when it will be time. */
export type KeyStep =
  | { kind: 'done'; kids: readonly string[] }
  | { kind: 'too-early'; readyAt: Date }
  | { kind: 'nothing-to-do' };

/** What staff do with the keys of this service, one step at a time, besides what happens by itself. */
@Injectable()
export class KeyDesk {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly keys: SigningKeys,
  ) {}

  /** Every key there ever was: what comes, what signs, what was, what is gone. */
  async list(by: StaffMember): Promise<KeyRecord[]> {
    permit(by, 'key.see');
    return this.database.run<KeyRecord>(readRecords);
  }

  /** Publishes the keys that sign next, so that every app has them in time. */
  async makeNext(by: StaffMember): Promise<KeyStep> {
    permit(by, 'key.change');
    return this.stepOf(await this.keys.publishNext(by.actor), 'next');
  }

  /** Lets the next keys sign. Not before they were published for as long as apps may keep an old key set. */
  async changeOver(by: StaffMember): Promise<KeyStep> {
    permit(by, 'key.change');
    return this.stepOf(await this.keys.promoteReady(by.actor), 'next');
  }

  /** Erases replaced keys. Not before the last token that one signed has expired. */
  async retirePrevious(by: StaffMember): Promise<KeyStep> {
    permit(by, 'key.change');
    return this.stepOf(await this.keys.retireOver(by.actor), 'previous');
  }

  /** The next one of the first two steps, whichever it is. */
  rotate(by: StaffMember): Promise<RotationResult> {
    permit(by, 'key.change');
    return this.keys.rotate(by.actor);
  }

  /** Why nothing happened, if nothing did: the keys that wait say when they will have waited enough. */
  private async stepOf(kids: readonly string[], state: 'next' | 'previous'): Promise<KeyStep> {
    if (kids.length > 0) return { kind: 'done', kids };
    const records = await this.database.run<KeyRecord>(readRecords);
    const times = records.filter((key) => key.state === state).map((key) => this.timeOf(key));
    if (times.length === 0) return { kind: 'nothing-to-do' };
    return { kind: 'too-early', readyAt: new Date(Math.min(...times)) };
  }

  private timeOf(key: KeyRecord): number {
    const time =
      key.state === 'next' ? key.readyAt : overAt(key, this.config.keys.keepAfterSeconds);
    return (time ?? key.readyAt).getTime();
  }
}
