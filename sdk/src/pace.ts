/** Asking is made to wait at the service for so long, where the list may be old enough. */
const mostWaitSeconds = 8;
/** An answer may take so much longer than it was made to wait. */
const spareMilliseconds = 4000;
/** After a wait that failed, something in between may not like waiting: so long it is not tried again. */
const withoutWaitMilliseconds = 60_000;

const rests = { afterNews: 50, withoutWait: 2000, firstFailure: 250, lastFailure: 4000 } as const;

/** What came of reading on: something new, word that there is nothing, or that something is missing in between. */
export type Reading = 'news' | 'nothing' | 'gap';

/**
 * How often and how patiently the list is asked for. While waiting works, news comes at once; where it fails, looking
 * every two seconds takes its place for a minute.
 */
export class Pace {
  private failures = 0;
  private waitsFrom = -Infinity;
  private restMilliseconds = 0;

  constructor(private readonly maxStaleness: number) {}

  get waitSeconds(): number {
    if (performance.now() < this.waitsFrom) return 0;
    return Math.min(mostWaitSeconds, Math.floor(this.maxStaleness / 4000));
  }

  get patienceMilliseconds(): number {
    return Math.min(this.waitSeconds * 1000 + spareMilliseconds, Math.max(this.maxStaleness, 1000));
  }

  /** It went well, and took so long. */
  went(reading: Reading, milliseconds: number): void {
    this.failures = 0;
    // A service that holds as many requests as it can answers at once: to ask again at once would wear it out.
    const wasHeld = reading === 'news' || milliseconds >= this.waitSeconds * 500;
    const isWaiting = this.waitSeconds > 0 && wasHeld;
    const usual = isWaiting ? rests.afterNews : Math.min(rests.withoutWait, this.maxStaleness / 4);
    this.restMilliseconds = reading === 'gap' ? 0 : usual;
  }

  /** It went wrong; says whether it had gone well before. */
  failed(): 'for the first time' | 'again' {
    this.failures += 1;
    this.waitsFrom = performance.now() + withoutWaitMilliseconds;
    const rest = rests.firstFailure * 2 ** (this.failures - 1);
    // Many processes that lost the service at once do not come back at once.
    this.restMilliseconds = Math.min(rest, rests.lastFailure) * (0.5 + Math.random() / 2);
    return this.failures === 1 ? 'for the first time' : 'again';
  }

  /** Returns after the rest that is due, or when nothing is wanted any more. */
  async rest(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, this.restMilliseconds);
      // A process that has nothing else to do may end.
      (timer as { unref?: () => void }).unref?.();
      signal.addEventListener('abort', end);
    });
  }
}
