import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.ts';
import { Clock } from '../../kernel/clock.ts';
import { hours } from '../../kernel/duration.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { Database } from '../../platform/database/database.ts';
import { Vault } from '../../vault/vault.ts';
import type { PublicJwk } from '../jwks.ts';
import type { SigningAlgorithm } from '../signing-algorithm.ts';
import { KeySet } from './key-set.ts';
import type { KnownKey, SigningKey, VerificationKey } from './key-set.ts';
import { privatePlace } from './private-part.ts';
import { readKnown } from './statements.ts';

const reloadAfter = 10_000;
const reloadForStrangerAfter = 1000;

interface KeyRow {
  kid: string;
  algorithm: SigningAlgorithm;
  public_jwk: PublicJwk;
  sealed_private: Buffer | null;
  live: boolean;
}

/** A resident may leave an app long after the ID token that says who leaves (OIDC RP-Initiated Logout §2). */
const hintSeconds = hours(24);

/**
 * The keys as this process knows them, at most ten seconds old. Once loaded they outlive an outage of the
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

  /** All of them. Throws `unavailable` (503) only if they could never be loaded. */
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

  /** The live key with this id. A stranger makes us look again, at most once a second whoever asks. */
  async find(kid: string): Promise<VerificationKey | null> {
    const known = (await this.all()).find(kid);
    if (known !== undefined) return known;
    return (await this.noOlderThan(reloadForStrangerAfter))?.find(kid) ?? null;
  }

  /** The same for a hint, which may be older than the last rotation. */
  async findForHint(kid: string): Promise<VerificationKey | null> {
    return (await this.find(kid)) ?? (await this.all()).findForHint(kid) ?? null;
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
    const { keepAfterSeconds } = this.config.keys;
    const rows = await this.database.run<KeyRow>(readKnown, [keepAfterSeconds, hintSeconds]);
    this.keys = new KeySet(rows.map((row) => this.opened(row)));
    return this.keys;
  }

  private opened({ kid, algorithm, public_jwk, sealed_private, live }: KeyRow): KnownKey {
    const privatePem = sealed_private && this.vault.open(privatePlace(kid), sealed_private);
    return { kid, algorithm, publicJwk: public_jwk, privatePem, live };
  }
}
