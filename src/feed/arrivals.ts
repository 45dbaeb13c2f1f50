/** How a request waits. */
export interface Patience {
  milliseconds: number;
  /** Whose request it is. */
  caller: string;
  /** Is aborted when the caller waits no more. */
  gone: AbortSignal;
}

/** So many requests are held at once, each with a socket of its own; an app may have many processes that wait. */
export const mostHeld = { all: 1000, ofOne: 100 };

/** Requests that wait for news, and waking them. Nobody is left waiting after `end`. */
export class Arrivals {
  private readonly held = new Set<HeldRequest>();
  private isOver = false;

  constructor(private readonly most = mostHeld) {}

  /**
   * Looks until there is something or the time is over, again whenever there may be something new, and once more at the
   * end. What arrives during a look is looked for: waiting begins before it. Where too many wait already, it looks once.
   */
  async until<Found>(
    look: () => Promise<Found | null>,
    { milliseconds, caller, gone }: Patience,
  ): Promise<Found | null> {
    if (milliseconds === 0 || gone.aborted || !this.hasRoomFor(caller)) return look();
    const request = new HeldRequest(caller);
    this.held.add(request);
    const patience = setTimeout(() => request.end(), milliseconds);
    gone.addEventListener('abort', () => request.end(), { once: true });
    try {
      return await lookOn(request, look);
    } finally {
      clearTimeout(patience);
      this.held.delete(request);
    }
  }

  /** How many requests are held. */
  get count(): number {
    return this.held.size;
  }

  wake(): void {
    for (const request of this.held) request.wake();
  }

  end(): void {
    this.isOver = true;
    for (const request of this.held) request.end();
  }

  private hasRoomFor(caller: string): boolean {
    if (this.isOver || this.held.size >= this.most.all) return false;
    const own = [...this.held].filter((request) => request.caller === caller);
    return own.length < this.most.ofOne;
  }
}

/** One that waits. */
class HeldRequest {
  isOver = false;
  private news = Promise.withResolvers<void>();

  constructor(readonly caller: string) {}

  /** Comes at the next sign of something new, or at the end. */
  next(): Promise<void> {
    if (!this.isOver) this.news = Promise.withResolvers<void>();
    return this.news.promise;
  }

  wake(): void {
    this.news.resolve();
  }

  end(): void {
    this.isOver = true;
    this.news.resolve();
  }
}

async function lookOn<Found>(
  request: HeldRequest,
  look: () => Promise<Found | null>,
): Promise<Found | null> {
  for (;;) {
    const news = request.next();
    const isLast = request.isOver;
    const found = await look();
    if (found !== null || isLast) return found;
    await news;
  }
}
