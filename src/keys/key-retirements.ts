import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { minutes } from '../kernel/duration.ts';
import { newId } from '../kernel/ids.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import type { EmergencyRetirement } from './emergency-retirement.ts';
import type { KeyRecord } from './key-record.ts';
import { KeyStore } from './ring/key-store.ts';
import { KnownKeys } from './ring/known-keys.ts';
import { newKey } from './ring/new-key.ts';
import * as statements from './ring/retirement-statements.ts';

/** How long a request waits for the second person. */
export const retirementSeconds = minutes(15);

/** Somebody says that a key is in the wrong hands, and somebody else has to agree. */
export interface WaitingRetirement extends Pick<KeyRecord, 'kid' | 'algorithm' | 'state'> {
  id: string;
  /** The person, or the app that staff work with. */
  askedBy: string;
  askedAt: Date;
  endsAt: Date;
}

export type RetirementRequest =
  | { kind: 'asked'; id: string }
  | { kind: 'waiting-already' }
  | { kind: 'already-compromised' }
  | { kind: 'unknown-key' };

/** `over`: answered, too old, or never there. `same-person`: whoever asks does not answer as well. */
export type RetirementAnswer =
  EmergencyRetirement | { kind: 'declined' } | { kind: 'over' } | { kind: 'same-person' };

/** Retiring a key at once takes two people: one asks, another one says yes or no within a quarter of an hour. */
@Injectable()
export class KeyRetirements implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly known: KnownKeys,
    private readonly ledger: Ledger,
    private readonly store: KeyStore,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('key_retirement', statements.purge);
  }

  /** The requests that wait, the oldest first. */
  async waiting(by: StaffMember): Promise<WaitingRetirement[]> {
    permit(by, 'key.see');
    return this.database.run<WaitingRetirement>(statements.readWaiting);
  }

  /** Asks that a key be retired because it may be in the wrong hands. Nothing happens to it yet. */
  async ask(by: StaffMember, kid: string): Promise<RetirementRequest> {
    permit(by, 'key.change');
    const records = await this.database.run<KeyRecord>(statements.readRecords);
    const key = records.find((one) => one.kid === kid);
    if (key === undefined) return { kind: 'unknown-key' };
    if (key.compromised) return { kind: 'already-compromised' };
    const id = newId();
    return this.database.transaction<RetirementRequest>(async (sql) => {
      const values = [id, kid, askerOf(by), retirementSeconds];
      if ((await firstRow(sql, statements.ask, values)) === null)
        return { kind: 'waiting-already' };
      await this.record(sql, by, { type: 'key.retirement-asked', kid, request: id });
      return { kind: 'asked', id };
    });
  }

  /** Says yes: the key is retired in the same transaction. */
  async approve(by: StaffMember, id: string): Promise<RetirementAnswer> {
    permit(by, 'key.approve');
    const asked = (await this.database.run<WaitingRetirement>(statements.readWaiting)).find(
      (one) => one.id === id,
    );
    if (asked === undefined) return { kind: 'over' };
    // Made beforehand: an RSA pair can take longer than a lock should be held.
    const spare = await newKey(asked.algorithm);
    const outcome = await this.answer(by, id, async (sql, { kid }) => {
      await this.record(sql, by, { type: 'key.retirement-approved', kid, request: id });
      return this.store.replace(sql, { kid, spare, actor: by.actor });
    });
    this.known.expire();
    return outcome;
  }

  /** Says no: the key stays as it is. */
  async decline(by: StaffMember, id: string): Promise<RetirementAnswer> {
    permit(by, 'key.approve');
    return this.answer(by, id, async (sql, { kid }) => {
      await this.record(sql, by, { type: 'key.retirement-declined', kid, request: id });
      return { kind: 'declined' };
    });
  }

  private answer(
    by: StaffMember,
    id: string,
    act: (sql: Sql, asked: WaitingRetirement) => Promise<RetirementAnswer>,
  ): Promise<RetirementAnswer> {
    return this.database.transaction<RetirementAnswer>(async (sql) => {
      const asked = await firstRow<WaitingRetirement>(sql, statements.lockWaiting, [id]);
      if (asked === null) return { kind: 'over' };
      if (asked.askedBy === askerOf(by)) return { kind: 'same-person' };
      await sql.run(statements.remove, [id]);
      return act(sql, asked);
    });
  }

  private async record(sql: Sql, by: StaffMember, event: RetirementEvent): Promise<void> {
    await this.ledger.record(sql, { ...event, ...byStaff(by) });
  }
}

interface RetirementEvent {
  type: `key.retirement-${'asked' | 'approved' | 'declined'}`;
  kid: string;
  request: string;
}

/** Nobody without a name asks, so that nobody without a name can answer their own request. */
function askerOf({ actor: { id = 'nobody' } }: StaffMember): string {
  return id;
}
