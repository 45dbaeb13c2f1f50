import { Injectable } from '@nestjs/common';
import type { Actor } from '../../ledger/event-catalogue.ts';
import { Ledger } from '../../ledger/ledger.ts';
import { firstRow } from '../../platform/database/statement.ts';
import type { Sql } from '../../platform/database/statement.ts';
import { Vault } from '../../vault/vault.ts';
import type { EmergencyRetirement } from '../emergency-retirement.ts';
import type { KeyState } from '../key-state.ts';
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

interface CondemnedKey extends ChangedKey {
  was: KeyState;
}

/** When a next key may sign, and how old the current one must still be for it to be wanted, in seconds; and for whom. */
export interface NextKey {
  usableIn: number;
  minimumAge: number;
  actor?: Actor | undefined;
}

/** A key that is to go at once, the one that signs in its place where it must, and who says so. */
export interface Condemnation {
  kid: string;
  spare: NewKey;
  actor: Actor;
}

type KeyEvent = `key.${'compromised' | 'created' | 'current' | 'retired'}`;

const byItself: Actor = { kind: 'system', id: 'keys' };

/** The steps a key goes through, each with its ledger entry in the same transaction. */
@Injectable()
export class KeyStore {
  constructor(
    private readonly vault: Vault,
    private readonly ledger: Ledger,
  ) {}

  /** Adds a key that signs from now on, or nothing (null) when its algorithm has one that does. */
  async insertCurrent(sql: Sql, key: NewKey): Promise<InsertedKey | null> {
    const inserted = await firstRow<InsertedKey>(
      sql,
      statements.insertCurrent,
      this.columnsOf(key),
    );
    if (inserted === null) return null;
    await this.recordAll(sql, 'key.created', [inserted]);
    await this.recordAll(sql, 'key.current', [inserted]);
    return inserted;
  }

  /** Publishes a key ahead of its use, or nothing (null) when its algorithm has a next one or needs none any more. */
  async insertNext(
    sql: Sql,
    key: NewKey,
    { usableIn, minimumAge, actor }: NextKey,
  ): Promise<InsertedKey | null> {
    const values = [...this.columnsOf(key), usableIn, minimumAge];
    const inserted = await firstRow<InsertedKey>(sql, statements.insertNext, values);
    if (inserted !== null) await this.recordAll(sql, 'key.created', [inserted], actor);
    return inserted;
  }

  /** Makes every next key that may be used current, and the current one of its algorithm previous. */
  async promote(sql: Sql, actor?: Actor): Promise<ChangedKey[]> {
    await sql.run(statements.stepDown);
    const promoted = await sql.run<ChangedKey>(statements.stepUp);
    await this.recordAll(sql, 'key.current', promoted, actor);
    return promoted;
  }

  /** Erases the private part of every key that was replaced longer ago than this. */
  async retire(sql: Sql, afterSeconds: number, actor?: Actor): Promise<ChangedKey[]> {
    const retired = await sql.run<ChangedKey>(statements.retire, [afterSeconds]);
    await this.recordAll(sql, 'key.retired', retired, actor);
    return retired;
  }

  /** Condemns a key. If it was signing, one that nobody has seen yet signs in its place. */
  async replace(sql: Sql, { kid, spare, actor }: Condemnation): Promise<EmergencyRetirement> {
    const condemned = await this.condemn(sql, kid, actor);
    if (condemned === null) return { kind: 'already-compromised' };
    const { was } = condemned;
    const successor = was === 'current' ? await this.insertCurrent(sql, spare) : null;
    return { kind: 'retired', was, successor: successor?.kid ?? null };
  }

  /** Marks a key as compromised and retires it where that has not happened. Null when there is nothing to mark. */
  private async condemn(sql: Sql, kid: string, actor: Actor): Promise<CondemnedKey | null> {
    const condemned = await firstRow<CondemnedKey>(sql, statements.condemn, [kid]);
    if (condemned === null) return null;
    await this.recordAll(sql, 'key.compromised', [condemned], actor);
    if (condemned.was !== 'retired') await this.recordAll(sql, 'key.retired', [condemned], actor);
    return condemned;
  }

  private columnsOf({ kid, algorithm, publicJwk, privatePem }: NewKey): unknown[] {
    return [kid, algorithm, publicJwk, this.vault.seal(privatePlace(kid), privatePem)];
  }

  private async recordAll(
    sql: Sql,
    type: KeyEvent,
    keys: ChangedKey[],
    actor = byItself,
  ): Promise<void> {
    for (const { kid, algorithm } of keys) {
      await this.ledger.record(sql, { type, actor, kid, algorithm });
    }
  }
}
