/**
 * Keys: the signing keys, from birth to erasure.
 *
 * Owns: making, publishing, rotating and retiring keys; the key set; signing and verifying with them.
 * Does not: know what it signs, or who may have a token.
 * Hands off to: the vault, which seals private parts; the ledger, which records every step.
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Jwks } from './jwks.ts';
import { KeyStore } from './ring/key-store.ts';
import type { InsertedKey } from './ring/key-store.ts';
import { keptSeconds, KnownKeys } from './ring/known-keys.ts';
import { newKey } from './ring/new-key.ts';
import { readAlgorithms, readReadyAt } from './ring/statements.ts';
import { signingAlgorithms } from './signing-algorithm.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** What one call of `rotate` did: published the next keys, found them too young, or let them sign from now on. */
export type RotationResult =
  | { kind: 'published'; kids: string[]; readyAt: Date }
  | { kind: 'too-early'; readyAt: Date }
  | { kind: 'promoted'; kids: string[] };

@Injectable()
export class SigningKeys {
  constructor(
    private readonly database: Database,
    private readonly store: KeyStore,
    private readonly config: Config,
    private readonly known: KnownKeys,
  ) {}

  /**
   * Makes the first keys where there are none, and loads the live ones. Any number of replicas may start at once.
   * Throws when a key cannot be opened, so that a service that could not sign does not start.
   */
  async ensure(): Promise<void> {
    await this.addMissing('current', 0);
    this.known.expire();
    await this.known.all();
  }

  /**
   * Takes the next step of a rotation. The first call publishes new keys, so that every verifier has them before
   * they are used; a call after `publishAheadSeconds` lets them sign. The replaced ones stay accepted until the
   * last token they signed has expired.
   */
  async rotate(): Promise<RotationResult> {
    const result = (await this.promote()) ?? (await this.publish()) ?? (await this.tooEarly());
    this.known.expire();
    return result;
  }

  /** Erases the private part of keys whose last token has expired. Returns how many. */
  async retireReplaced(sql: Sql): Promise<number> {
    return (await this.store.retire(sql, keptSeconds(this.config))).length;
  }

  /** The public parts of all live keys. */
  async jwks(): Promise<Jwks> {
    return (await this.known.all()).published.jwks;
  }

  private async promote(): Promise<RotationResult | null> {
    const promoted = await this.database.transaction((sql) => this.store.promote(sql));
    if (promoted.length === 0) return null;
    return { kind: 'promoted', kids: promoted.map(({ kid }) => kid) };
  }

  private async publish(): Promise<RotationResult | null> {
    const published = await this.addMissing('next', this.config.keys.publishAheadSeconds);
    const [first] = published;
    if (first === undefined) return null;
    return {
      kind: 'published',
      kids: published.map(({ kid }) => kid),
      readyAt: first.usable_from,
    };
  }

  private async tooEarly(): Promise<RotationResult> {
    const [row] = await this.database.run<{ ready_at: Date }>(readReadyAt);
    if (row === undefined) throw new Error('An aggregate returned no row.');
    return { kind: 'too-early', readyAt: row.ready_at };
  }

  /** Keys are made before the transaction begins: an RSA pair can take longer than a lock should be held. */
  private async addMissing(state: 'next' | 'current', usableIn: number): Promise<InsertedKey[]> {
    const rows = await this.database.run<{ algorithm: SigningAlgorithm }>(readAlgorithms, [state]);
    const present = new Set(rows.map(({ algorithm }) => algorithm));
    const missing = signingAlgorithms.filter((algorithm) => !present.has(algorithm));
    const made = await Promise.all(missing.map(newKey));
    return this.database.transaction(async (sql) => {
      const inserted: InsertedKey[] = [];
      for (const key of made) {
        const row = await this.store.insert(sql, key, { state, usableIn });
        if (row !== null) inserted.push(row);
      }
      return inserted;
    });
  }
}
