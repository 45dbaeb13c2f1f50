import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { minutes } from '../../kernel/duration.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { Database } from '../../platform/database/database.ts';
import { Vault } from '../../vault/vault.ts';
import type { PublicJwk } from '../jwks.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import { KeySet } from './key-set.ts';
import type { LiveKey, SigningKey, VerificationKey } from './key-set.ts';
import { privatePlace } from './private-part.ts';
import { readLive } from './statements.ts';

const reloadAfter = 10_000;
const reloadForStrangerAfter = 1000;

interface KeyRow {
  kid: string;
  algorithm: SigningAlgorithm;
  public_jwk: PublicJwk;
  sealed_private: Buffer | null;
}

/** How long a replaced key stays accepted: the longest token it signed, and a quarter of an hour. */
export function keptSeconds(config: Config): number {
  return config.tokens.accessSeconds + minutes(15);
}

/**
 * The live keys as this process knows them, at most ten seconds old. Once loaded they outlive an outage of the
 * database: with the old set we can still sign, verify and publish.
 */
@Injectable()
export class KnownKeys {
  private keys: KeySet | null = null;
  private attemptedAt = -Infinity;
  private loading: Promise<KeySet> | null = null;

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** All live keys. Throws `unavailable` (503) only if they could never be loaded. */
  async all(): Promise<KeySet> {
    return (await this.noOlderThan(reloadAfter)) ?? this.load();
  }

  /** The key that signs now. */
  async current(algorithm: SigningAlgorithm): Promise<SigningKey> {
    const key = (await this.all()).current(algorithm);
    if (key !== undefined) return key;
    throw new ServiceError({
      code: 'internal',
      status: 500,
      message: 'Something went wrong on our side.',
      detail: `there is no current ${algorithm} key`,
    });
  }

  /** The key with this id. A stranger makes us look again, at most once a second whoever asks. */
  async find(kid: string): Promise<VerificationKey | null> {
    const known = (await this.all()).find(kid);
    if (known !== undefined) return known;
    return (await this.noOlderThan(reloadForStrangerAfter))?.find(kid) ?? null;
  }

  /** Reads the keys again at the next question, because they have just changed. */
  expire(): void {
    this.attemptedAt = -Infinity;
  }

  /** A failed attempt counts as one, so that during an outage only one question in this time waits for it. */
  private async noOlderThan(milliseconds: number): Promise<KeySet | null> {
    if (this.clock.milliseconds() - this.attemptedAt < milliseconds) return this.keys;
    return this.load().catch((error: unknown) => this.keepInstead(error));
  }

  private keepInstead(error: unknown): KeySet {
    if (this.keys === null) throw error;
    return this.keys;
  }

  private load(): Promise<KeySet> {
    this.loading ??= this.read().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async read(): Promise<KeySet> {
    this.attemptedAt = this.clock.milliseconds();
    const rows = await this.database.run<KeyRow>(readLive, [keptSeconds(this.config)]);
    this.keys = new KeySet(rows.map((row) => this.opened(row)));
    return this.keys;
  }

  private opened({ kid, algorithm, public_jwk, sealed_private }: KeyRow): LiveKey {
    const privatePem = sealed_private && this.vault.open(privatePlace(kid), sealed_private);
    return { kid, algorithm, publicJwk: public_jwk, privatePem };
  }
}
