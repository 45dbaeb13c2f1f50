/** Requests that wait for news, and waking them. Nobody is left waiting after `end`. */
export class Arrivals {
  private readonly waiting = new Set<() => void>();
  private isOver = false;

  /** Returns after so many milliseconds, or earlier when there may be something new. */
  async within(milliseconds: number): Promise<void> {
    if (this.isOver) return;
    await new Promise<void>((resolve) => {
      const arrive = (): void => {
        clearTimeout(patience);
        this.waiting.delete(arrive);
        resolve();
      };
      const patience = setTimeout(arrive, milliseconds);
      this.waiting.add(arrive);
    });
  }

  wake(): void {
    for (const arrive of this.waiting) arrive();
  }

  end(): void {
    this.isOver = true;
    this.wake();
  }
}
