/** Counts within one second, in this process alone: names counted before are forgotten when the second is over. */
export class SecondCounter {
  private readonly counts = new Map<string, number>();
  private startedAt = -Infinity;

  /** @param points how often a name may be counted in one second */
  constructor(private readonly points: number) {}

  /**
   * Counts a name once more. Zero while it is within its points, else the milliseconds until it may come again.
   * Reads the process's own stopwatch: a limit measures how long something took, not what time it is.
   */
  count(name: string): number {
    const now = performance.now();
    if (now - this.startedAt >= 1000) this.startOver(now);
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count > this.points ? this.startedAt + 1000 - now : 0;
  }

  private startOver(now: number): void {
    this.counts.clear();
    this.startedAt = now;
  }
}
