import type { VerifiedToken } from './claims.ts';

/**
 * Tokens whose signature was good, by their exact text. Two generations take turns: what nobody asked for while one filled
 * up is forgotten, all at once, which costs less than to look for the oldest each time.
 */
export class Remembered {
  private young = new Map<string, VerifiedToken>();
  private old = new Map<string, VerifiedToken>();

  /** @param most how many there are in both generations together */
  constructor(private readonly most: number) {}

  find(token: string): VerifiedToken | undefined {
    const known = this.young.get(token);
    if (known !== undefined) return known;
    const aged = this.old.get(token);
    if (aged !== undefined) this.add(token, aged);
    return aged;
  }

  add(token: string, verified: VerifiedToken): void {
    if (this.young.size >= this.most / 2) [this.old, this.young] = [this.young, new Map()];
    if (this.most > 0) this.young.set(token, verified);
  }
}
