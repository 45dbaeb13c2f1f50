import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Vault } from '../vault/vault.ts';
import * as statements from './statements/signals.ts';
import type { RemovalSignal } from './told-removals.ts';

/** A signal that waits, as the table holds it. */
export interface WaitingRow {
  id: string;
  provider: string;
  sealed_signal: Buffer;
}

/** Seals what waits: of whom it is about, the table says nothing. */
@Injectable()
export class SealedSignals {
  constructor(private readonly vault: Vault) {}

  async keep(sql: Sql, signal: RemovalSignal): Promise<void> {
    const id = newId();
    const text = JSON.stringify({ ...signal, at: signal.at.getTime() });
    await sql.run(statements.keep, [id, signal.provider, this.vault.seal(cell(id), text)]);
  }

  /** Null when it cannot be opened any more, which must not keep the others waiting. */
  open({ id, sealed_signal: sealed }: WaitingRow): RemovalSignal | null {
    const text = this.vault.openUnlessLost(cell(id), sealed);
    if (text === null) return null;
    const signal = JSON.parse(text) as RemovalSignal & { at: number };
    return { ...signal, at: new Date(signal.at) };
  }
}

function cell(row: string) {
  return { table: 'waiting_signal', column: 'sealed_signal', row };
}
