type Close = () => unknown;

/** What has been opened so far. It is closed in reverse order, so that nothing loses what it stands on. */
export class Closers {
  readonly #open: Close[] = [];

  add(close: Close): void {
    this.#open.push(close);
  }

  /** Closes everything, also when one of them fails; then rejects with the first failure. */
  async closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#open.pop(); close !== undefined; close = this.#open.pop()) {
      try {
        await close();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
