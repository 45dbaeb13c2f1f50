/** How a request waits. */
export interface Patience {
  milliseconds: number;
}

/** Requests that wait for news, and waking them. Nobody is left waiting after `end`. */
export class Arrivals {
  private readonly held = new Set<HeldRequest>();
  private isOver = false;

  /**
   * Looks until there is something or the time is over, again whenever there may be something new, and once more at the
   * end. What arrives during a look is looked for: waiting begins before it.
   */
  async until<Found>(
    look: () => Promise<Found | null>,
    { milliseconds }: Patience,
  ): Promise<Found | null> {
    if (this.isOver || milliseconds === 0) return look();
    const request = new HeldRequest();
    this.held.add(request);
    const patience = setTimeout(() => request.end(), milliseconds);
    try {
      return await lookOn(request, look);
    } finally {
      clearTimeout(patience);
      this.held.delete(request);
    }
  }

  wake(): void {
    for (const request of this.held) request.wake();
  }

  end(): void {
    this.isOver = true;
    for (const request of this.held) request.end();
  }
}

/** One that waits. */
class HeldRequest {
  isOver = false;
  private news = Promise.withResolvers<void>();

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
