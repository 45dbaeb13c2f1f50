import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';

const Jwks = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

const freshMilliseconds = 5 * 60_000;
const pauseMilliseconds = 30_000;

/**
 * The public keys of an issuer, fetched again every five minutes, and sooner when a token names a key that is not
 * among them, but never more often than every 30 seconds: anybody can make up a key id.
 */
export class KeySet {
  readonly #url: string;
  #keys: JsonWebKey[] = [];
  #fetchedAt = -Infinity;

  constructor(url: string) {
    this.#url = url;
  }

  async keysFor(kid: string | undefined): Promise<readonly JsonWebKey[]> {
    const age = performance.now() - this.#fetchedAt;
    const isKnown = this.#keys.some((key) => key.kid === kid);
    if (age > (isKnown ? freshMilliseconds : pauseMilliseconds)) await this.#fetch();
    return this.#keys;
  }

  async #fetch(): Promise<void> {
    const answer = await fetch(this.#url);
    if (!answer.ok) throw new Error(`The keys cannot be fetched: status ${answer.status}.`);
    this.#keys = Jwks.parse(await answer.json()).keys;
    this.#fetchedAt = performance.now();
  }
}
