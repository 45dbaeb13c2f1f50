import type { AccessTokenClaims } from './claims.ts';

/** A signed part of the revocation list, as the service explains it in `docs/revocations.md`. */
export interface ListPart {
  line: string;
  /** When it was signed, in seconds since 1970. */
  iat: number;
  /** The number it follows; zero where it holds everything. */
  from: number;
  seq: number;
  /** For how many seconds its names matter. */
  keep: number;
  revoked: readonly string[];
  paused: readonly string[];
  resumed: readonly string[];
}

/** What has been revoked lately. A name is kept no longer than a token lives that it could end, so the set is bounded. */
export class RevokedSet {
  private readonly revoked = new Map<string, number>();
  private readonly paused = new Map<string, number>();
  private line = '';
  private seq = -1;

  /** Where to go on from, as the service wants to hear it; null where everything is needed. */
  get position(): string | null {
    return this.seq < 0 ? null : `${this.line}.${this.seq}`;
  }

  /** Takes a part. False when it does not follow what is known: something in between is missing. */
  take(part: ListPart): boolean {
    const { line, from, seq } = part;
    const isWhole = from === 0;
    if (!isWhole && (line !== this.line || from !== this.seq)) return false;
    if (isWhole) for (const names of [this.revoked, this.paused]) names.clear();
    const until = performance.now() + part.keep * 1000;
    for (const name of part.revoked) note(this.revoked, name, until);
    for (const name of part.paused) note(this.paused, name, until);
    for (const name of part.resumed) this.paused.delete(name);
    [this.line, this.seq] = [line, seq];
    return true;
  }

  /** Everything is needed next. What is known goes on being known until it is here. */
  lose(): void {
    this.seq = -1;
  }

  /** Lets go of names that end nothing any more. They come in order, so the first that still matters ends the search. */
  prune(): void {
    const now = performance.now();
    for (const names of [this.revoked, this.paused]) {
      for (const [name, until] of names) {
        if (until > now) break;
        names.delete(name);
      }
    }
  }

  /** Whether the list ends a token: by itself, with its grant, or with what the grant depends on. */
  ends({ jti, sid, epochs }: AccessTokenClaims): boolean {
    if (this.revoked.has(jti) || this.revoked.has(sid) || this.paused.has(sid)) return true;
    return epochs.some((epoch) => this.revoked.has(epoch));
  }
}

/** Puts a name last, also where it is known: that those that matter longest come last is what `prune` goes by. */
function note(names: Map<string, number>, name: string, until: number): void {
  names.delete(name);
  names.set(name, until);
}
