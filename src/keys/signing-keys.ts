/**
 * Keys: the signing keys, from birth to erasure.
 *
 * Owns: making, publishing, rotating and retiring keys; the key set; signing and verifying with them.
 * Does not: know what it signs, or who may have a token.
 * Hands off to: the vault, which seals private parts; the ledger, which records every step.
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql, Statement, Values } from '../platform/database/statement.ts';
import type { Jwks, PublicJwk } from './jwks.ts';
import type { EmergencyRetirement } from './emergency-retirement.ts';
import { KeyStore } from './ring/key-store.ts';
import type { ChangedKey, InsertedKey } from './ring/key-store.ts';
import { KnownKeys } from './ring/known-keys.ts';
import { newKey } from './ring/new-key.ts';
import type { NewKey } from './ring/new-key.ts';
import { readAged, readAlgorithm, readEvery, readReadyAt, readSigning } from './ring/statements.ts';
import { signingAlgorithms } from './signing-algorithm.ts';
import type { SigningAlgorithm } from './signing-algorithm.ts';

/** What one call of `rotate` did: published the next keys, found them too young, or let them sign from now on. */
export type RotationResult =
  | { kind: 'published'; kids: string[]; readyAt: Date }
  | { kind: 'too-early'; readyAt: Date }
  | { kind: 'promoted'; kids: string[] };

type Insertion = (sql: Sql, key: NewKey) => Promise<InsertedKey | null>;

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
    await this.makeMissing();
    this.known.expire();
    await this.known.all();
  }

  /**
   * Does what is due: erases keys whose last token has expired, lets published ones sign when their time has come,
   * publishes successors so early that no key signs for longer than `rotateAfterSeconds`, and makes a key where none
   * signs, as after a next key that was retired while it was about to. Returns how many keys it changed. Any number of
   * replicas may do it at once: every step decides anew in the statement that takes it.
   */
  async keepRotating(): Promise<number> {
    const { rotateAfterSeconds, publishAheadSeconds } = this.config.keys;
    const retired = await this.retireReplaced();
    const promoted = await this.promote();
    const published = await this.publish(rotateAfterSeconds - publishAheadSeconds);
    const missed = await this.makeMissing();
    const changed = retired.length + promoted.length + published.length + missed.length;
    if (changed > 0) this.known.expire();
    return changed;
  }

  /** Publishes a successor for every current key that has none, whatever its age. */
  async publishNext(actor: Actor): Promise<readonly string[]> {
    return this.done(await this.publish(0, actor));
  }

  /** Lets those next keys sign that were published long enough ago. */
  async promoteReady(actor: Actor): Promise<readonly string[]> {
    return this.done(await this.promote(actor));
  }

  /** Erases those replaced keys whose last token has expired. */
  async retireOver(actor: Actor): Promise<readonly string[]> {
    return this.done(await this.retireReplaced(actor));
  }

  /**
   * Takes the next step of a rotation without waiting for the schedule. The first call publishes new keys, so that
   * every verifier has them before they are used; a call after `publishAheadSeconds` lets them sign.
   */
  async rotate(actor?: Actor): Promise<RotationResult> {
    const result = await this.nextStep(actor);
    this.known.expire();
    return result;
  }

  /**
   * Retires a key that may be in the wrong hands, whatever state it is in, in one transaction: nothing it signed is
   * accepted again, not even as a hint. If it was signing, a key that nobody has seen yet signs in its place.
   */
  async retireNow(kid: string, actor: Actor): Promise<EmergencyRetirement> {
    const [algorithm] = await this.algorithms(readAlgorithm, [kid]);
    if (algorithm === undefined) return { kind: 'unknown-key' };
    const spare = await newKey(algorithm);
    const outcome = await this.database.transaction((sql) =>
      this.store.replace(sql, { kid, spare, actor }),
    );
    this.known.expire();
    return outcome;
  }

  /** The public parts of all live keys. */
  async jwks(): Promise<Jwks> {
    return (await this.known.all()).published.jwks;
  }

  /**
   * The public parts of all keys there ever were, retired and compromised ones too. For checking what is old, and is
   * trusted for where it lies as well; never for tokens.
   */
  async everyKey(sql: Sql = this.database): Promise<Jwks> {
    const rows = await sql.run<{ public_jwk: PublicJwk }>(readEvery);
    return { keys: rows.map((row) => row.public_jwk) };
  }

  private async nextStep(actor?: Actor): Promise<RotationResult> {
    const promoted = await this.promote(actor);
    if (promoted.length > 0) return { kind: 'promoted', kids: kidsOf(promoted) };
    const published = await this.publish(0, actor);
    const [first] = published;
    if (first === undefined) return this.tooEarly();
    return { kind: 'published', kids: kidsOf(published), readyAt: first.usable_from };
  }

  private promote(actor?: Actor): Promise<ChangedKey[]> {
    return this.database.transaction((sql) => this.store.promote(sql, actor));
  }

  private retireReplaced(actor?: Actor): Promise<ChangedKey[]> {
    const { keepAfterSeconds } = this.config.keys;
    return this.database.transaction((sql) => this.store.retire(sql, keepAfterSeconds, actor));
  }

  private done(changed: readonly ChangedKey[]): readonly string[] {
    this.known.expire();
    return kidsOf(changed);
  }

  private async tooEarly(): Promise<RotationResult> {
    const row = await firstRow<{ ready_at: Date }>(this.database, readReadyAt);
    if (row === null) throw new Error('An aggregate returned no row.');
    return { kind: 'too-early', readyAt: row.ready_at };
  }

  private async publish(minimumAge: number, actor?: Actor): Promise<InsertedKey[]> {
    const aged = await this.algorithms(readAged, [minimumAge]);
    const next = { usableIn: this.config.keys.publishAheadSeconds, minimumAge, actor };
    return this.make(aged, (sql, key) => this.store.insertNext(sql, key, next));
  }

  /** A key that signs at once for every algorithm that has none. */
  private async makeMissing(): Promise<InsertedKey[]> {
    const present = new Set(await this.algorithms(readSigning));
    const missing = signingAlgorithms.filter((algorithm) => !present.has(algorithm));
    return this.make(missing, (sql, key) => this.store.insertCurrent(sql, key));
  }

  /** Makes the keys before the transaction begins: an RSA pair can take longer than a lock should be held. */
  private async make(algorithms: SigningAlgorithm[], insert: Insertion): Promise<InsertedKey[]> {
    if (algorithms.length === 0) return [];
    const made = await Promise.all(algorithms.map(newKey));
    return this.database.transaction(async (sql) => {
      const inserted: (InsertedKey | null)[] = [];
      for (const key of made) inserted.push(await insert(sql, key));
      return inserted.filter((key) => key !== null);
    });
  }

  private async algorithms(query: Statement, values?: Values): Promise<SigningAlgorithm[]> {
    const rows = await this.database.run<{ algorithm: SigningAlgorithm }>(query, values);
    return rows.map(({ algorithm }) => algorithm);
  }
}

function kidsOf(keys: readonly ChangedKey[]): string[] {
  return keys.map(({ kid }) => kid);
}
