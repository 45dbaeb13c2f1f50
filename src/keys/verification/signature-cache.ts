import { hash } from 'node:crypto';
import type { Claims } from '../signed-claims.ts';

/**
 * Remembers that a signature was good, or our own, by SHA-256 of the exact text, and nothing else: whether the token is
 * accepted is decided anew each time. Two generations bound it: when the young one is full it becomes the old one,
 * and what was not asked for in the meantime is gone.
 */
export class SignatureCache {
  private young = new Map<string, Claims>();
  private old = new Map<string, Claims>();

  /** @param generation How many tokens each of the two generations holds. */
  constructor(private readonly generation = 10_000) {}

  /** The claims of this very text if its signature was found good, until it expires. */
  get(token: string, now: number): Claims | undefined {
    const key = keyOf(token);
    const claims = this.young.get(key) ?? this.old.get(key);
    if (claims === undefined) return undefined;
    if (isOver(claims, now)) {
      this.young.delete(key);
      this.old.delete(key);
      return undefined;
    }
    if (!this.young.has(key)) this.keep(key, claims);
    return claims;
  }

  /** Remembers the claims of a token whose signature has just been made or found good. */
  set(token: string, claims: Claims, now: number): void {
    if (!isOver(claims, now)) this.keep(keyOf(token), claims);
  }

  private keep(key: string, claims: Claims): void {
    if (this.young.size >= this.generation) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, claims);
  }
}

function keyOf(token: string): string {
  return hash('sha256', token, 'base64');
}

/** A token without a usable `exp` counts as over, so it is never kept. */
function isOver({ exp }: Claims, now: number): boolean {
  return !(typeof exp === 'number' && exp > now);
}
