import { randomBytes } from 'node:crypto';
import type { Tokens, Trip } from './civic-link.ts';
import type { Language } from './words.ts';

/** Under what conditions the token is looked at. */
export const trials = ['as-issued', 'library', 'broken-signature'] as const;
export type Trial = (typeof trials)[number];

/** What the last button did. */
export type Notice = 'checked' | 'refreshed' | 'refresh-refused' | 'removed' | 'nothing-to-remove';

/** A browser on its way to Civic Link, or back and signed in. */
export interface Visitor {
  /** In which they set off; they come back to an address that has none. */
  language: Language;
  trip?: Trip;
  tokens?: Tokens;
  trial: Trial;
  notice?: Notice;
}

/** Everybody who is here, in memory: a restart signs all of them out. */
export class Visitors {
  readonly #visitors = new Map<string, Visitor>();

  /** Takes somebody in and returns the secret that names them. */
  admit(visitor: Visitor): string {
    const secret = randomBytes(32).toString('base64url');
    this.#visitors.set(secret, visitor);
    return secret;
  }

  find(secret: string): Visitor | undefined {
    return this.#visitors.get(secret);
  }

  dismiss(secret: string): void {
    this.#visitors.delete(secret);
  }
}
