import { createLocalJWKSet, errors } from 'jose';
import type { CryptoKey, FlattenedJWSInput, JSONWebKeySet, JWSHeaderParameters } from 'jose';
import type { Settings } from './options.ts';
import { TokenError } from './token-error.ts';

type Find = ReturnType<typeof createLocalJWKSet>;

/** Keys are looked at again in the background at this age, and no more used beyond the second. */
const ages = { fresh: 5 * 60_000, last: 60 * 60_000 } as const;
/** However many unknown keys there are in tokens, the service is asked no more often. */
const cooldownMilliseconds = 10_000;
const patienceMilliseconds = 5000;

/** The public keys of the service. Once they are here, a token waits for no network unless its key is new. */
export class KeySet {
  private find: Find | null = null;
  private kids: readonly string[] = [];
  private fetchedAt = -Infinity;
  private askedAt = -Infinity;
  private fetching: Promise<void> | null = null;

  constructor(private readonly settings: Settings) {}

  /** The key of a token, for jose. Throws `TokenError` when there is none. */
  readonly of = (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    const age = performance.now() - this.fetchedAt;
    if (this.find === null || age > ages.fresh) return this.ofAgedKeys(header, token);
    return this.find(header, token).catch((error: unknown) => this.orNew(error, header, token));
  };

  private async ofAgedKeys(
    header: JWSHeaderParameters,
    token: FlattenedJWSInput,
  ): Promise<CryptoKey> {
    const find = await this.current();
    return find(header, token).catch((error: unknown) => this.orNew(error, header, token));
  }

  private orNew(
    error: unknown,
    header: JWSHeaderParameters,
    token: FlattenedJWSInput,
  ): Promise<CryptoKey> {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    return this.ofNewKey(header, token);
  }

  private async current(): Promise<Find> {
    const age = performance.now() - this.fetchedAt;
    if (this.find === null || age > ages.last) await this.fetch();
    else if (age > ages.fresh && this.hasRested()) this.fetch().catch(() => undefined);
    if (this.find === null) throw this.unavailable();
    return this.find;
  }

  /** A key that was published a moment ago. */
  private async ofNewKey(
    header: JWSHeaderParameters,
    token: FlattenedJWSInput,
  ): Promise<CryptoKey> {
    if (this.fetching !== null || this.hasRested()) await this.fetch();
    try {
      if (this.find !== null) return await this.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    const { issuer } = this.settings;
    const kid = String(header.kid).slice(0, 64);
    const message = `There is no key ${kid}. The service has ${this.kids.join(', ')}.`;
    throw new TokenError('unknown_kid', message, { issuer });
  }

  private hasRested(): boolean {
    return performance.now() - this.askedAt > cooldownMilliseconds;
  }

  /** Everybody who needs the keys waits for the same request. */
  private fetch(): Promise<void> {
    this.fetching ??= this.fetchNow().finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  private async fetchNow(): Promise<void> {
    this.askedAt = performance.now();
    try {
      const signal = AbortSignal.timeout(patienceMilliseconds);
      const url = `${this.settings.issuer}/.well-known/jwks.json`;
      const answer = await this.settings.fetch(url, { signal, redirect: 'error' });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const keys = (await answer.json()) as JSONWebKeySet;
      this.find = createLocalJWKSet(keys);
      this.kids = keys.keys.map(({ kid }) => String(kid));
      this.fetchedAt = performance.now();
    } catch (cause) {
      throw this.unavailable(cause);
    }
  }

  private unavailable(cause?: unknown): TokenError {
    const { issuer } = this.settings;
    return new TokenError('keys_unavailable', 'The keys of the service cannot be read.', {
      issuer,
      cause,
    });
  }
}
