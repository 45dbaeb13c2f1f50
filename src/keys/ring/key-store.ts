import { Injectable } from '@nestjs/common';
import type { EventType } from '../../ledger/event-catalogue.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { firstRow } from '../../platform/database/statement.ts';
import type { Sql } from '../../platform/database/statement.ts';
import { Vault } from '../../vault/vault.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import type { NewKey } from './new-key.ts';
import { privatePlace } from './private-part.ts';
import * as statements from './statements.ts';

/** A key that has just changed its state. */
export interface ChangedKey {
  kid: string;
  algorithm: SigningAlgorithm;
}

export interface InsertedKey extends ChangedKey {
  usable_from: Date;
}

type KeyEvent = Extract<EventType, `key.${string}`>;

/** The steps a key goes through, each with its ledger entry in the same transaction. */
@Injectable()
export class KeyStore {
  constructor(
    private readonly vault: Vault,
    private readonly ledger: Ledger,
  ) {}

  /** Adds a key, or nothing (null) when its algorithm has one in this state already. */
  async insert(
    sql: Sql,
    key: NewKey,
    start: { state: 'next' | 'current'; usableIn: number },
  ): Promise<InsertedKey | null> {
    const { kid, algorithm, publicJwk } = key;
    const sealed = this.vault.seal(privatePlace(kid), key.privatePem);
    const values = [kid, algorithm, start.state, publicJwk, sealed, start.usableIn];
    const inserted = await firstRow<InsertedKey>(sql, statements.insertKey, values);
    if (inserted === null) return null;
    await this.recordAll(sql, 'key.created', [inserted]);
    if (start.state === 'current') await this.recordAll(sql, 'key.current', [inserted]);
    return inserted;
  }

  /** Makes every next key that may be used current, and the current one of its algorithm previous. */
  async promote(sql: Sql): Promise<ChangedKey[]> {
    await sql.run(statements.stepDown);
    const promoted = await sql.run<ChangedKey>(statements.stepUp);
    await this.recordAll(sql, 'key.current', promoted);
    return promoted;
  }

  /** Erases the private part of every key that was replaced longer ago than this. */
  async retire(sql: Sql, afterSeconds: number): Promise<ChangedKey[]> {
    const retired = await sql.run<ChangedKey>(statements.retire, [afterSeconds]);
    await this.recordAll(sql, 'key.retired', retired);
    return retired;
  }

  private async recordAll(sql: Sql, type: KeyEvent, keys: ChangedKey[]): Promise<void> {
    const actor = { kind: 'system', id: 'keys' } as const;
    for (const { kid, algorithm } of keys) {
      await this.ledger.record(sql, { type, actor, kid, algorithm });
    }
  }
}
