import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Session } from '../residents/sessions.ts';
import { Vault } from '../vault/vault.ts';
import type { Language } from '../words/words.ts';
import { flowSeconds } from './flow.ts';
import type { ConsumedFlow, NewFlow } from './flow.ts';
import { actionValues, purposeValues, readPurpose } from './purpose.ts';
import type { PurposeColumns } from './purpose.ts';
import * as statements from './statements/flows.ts';

/** What a browser brings back: all of it must match before anything is believed. */
export interface Return {
  state: string;
  provider: string;
  browserHash: Buffer;
  session: Session | null;
}

export type Consumption =
  | { kind: 'consumed'; flow: ConsumedFlow }
  | { kind: 'expired'; language: Language }
  | { kind: 'mismatch' };

interface FlowRow extends PurposeColumns {
  id: string;
  provider: string;
  sealed_verifier: Buffer;
  request_id: string | null;
  policy_version: string;
  language: Language;
  age: number;
}

/** Keeps what a trip needs while it lasts: one row per trip, so that two tabs do not disturb each other. */
@Injectable()
export class Flows {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
  ) {}

  /** Remembers a trip with its PKCE verifier and returns the `state` that identifies it. */
  async begin(flow: NewFlow, verifier: string): Promise<string> {
    const id = newId();
    const state = newToken();
    await this.database.run(statements.insert, [
      id,
      fingerprint(state),
      flow.browserHash,
      flow.provider,
      ...purposeValues(flow.purpose),
      ...actionValues(flow.purpose),
      this.vault.seal(cell(id), verifier),
      flow.requestId,
      flow.policyVersion,
      flow.language,
      flowSeconds,
    ]);
    return state;
  }

  /** Consumes the trip a browser comes back from. Only after this may its code be exchanged (RFC 9700 §4.7). */
  async consume(back: Return): Promise<Consumption> {
    const known = [fingerprint(back.state), back.browserHash, back.provider];
    const mine = [back.session?.id ?? null, back.session?.residentId ?? null];
    const consumed = await this.database.transaction(async (sql) => {
      const row = await firstRow<FlowRow>(sql, statements.consume, [...known, ...mine]);
      if (row === null) return null;
      const { id: flow, provider, purpose, resident_id: resident } = row;
      const actor = { kind: 'resident', ...(resident && { id: resident }) } as const;
      const residentId = resident ?? undefined;
      const event = { type: 'flow.consumed', actor, flow, provider, purpose, residentId } as const;
      return { row, entry: await this.ledger.record(sql, event) };
    });
    if (consumed) return { kind: 'consumed', flow: this.read(consumed.row, consumed.entry) };
    const late = await firstRow<{ language: Language }>(this.database, statements.expired, known);
    return late ? { kind: 'expired', language: late.language } : { kind: 'mismatch' };
  }

  private read(row: FlowRow, entry: string): ConsumedFlow {
    return {
      id: row.id,
      provider: row.provider,
      purpose: readPurpose(row),
      verifier: this.vault.open(cell(row.id), row.sealed_verifier),
      age: row.age,
      requestId: row.request_id,
      policyVersion: row.policy_version,
      language: row.language,
      entry,
    };
  }
}

function cell(row: string) {
  return { table: 'flow', column: 'sealed_verifier', row };
}
