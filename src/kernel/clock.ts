/**
 * Kernel: the few nouns every module shares.
 *
 * Owns: the clock, ids, opaque tokens, durations, URL rules and the error type.
 * Does not: import anything of ours, do I/O, or know a domain word.
 * Hands off to: nobody; it is the ground floor.
 */

/** The only source of time in the program; expiry in the database is decided by `civic.now()`. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract milliseconds(): number;

  /** Whole seconds since the Unix epoch, the unit of every JWT time claim (RFC 7519 §2). */
  seconds(): number {
    return Math.floor(this.milliseconds() / 1000);
  }
}

export class SystemClock extends Clock {
  override milliseconds(): number {
    return Date.now();
  }
}
