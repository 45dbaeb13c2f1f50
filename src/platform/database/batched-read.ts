/** Reads many keys at once; answers in the order of the keys. */
export type ReadMany<Key, Answer> = (keys: readonly Key[]) => Promise<readonly Answer[]>;

interface Waiting<Key, Answer> {
  key: Key;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** How many keys one read is given. */
const mostKeys = 500;

/**
 * Lets requests that arrive together share one database read, and those that arrive during it the next one. A
 * request joins only a batch that has not been sent, so its read always starts after the request: whatever was
 * committed before it, it sees. With two reads under way at once a connection that hangs does not stop everybody; with
 * one, answers come in the order of the reads.
 */
export class BatchedRead<Key, Answer> {
  private waiting: Waiting<Key, Answer>[] = [];
  private reads = 0;

  constructor(
    private readonly readMany: ReadMany<Key, Answer>,
    private readonly mostReads = 2,
  ) {}

  /** The answer for one key, read together with the other keys that wait. */
  read(key: Key): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => this.sendWaiting());
    });
  }

  private sendWaiting(): void {
    while (this.waiting.length > 0 && this.reads < this.mostReads) {
      void this.send(this.waiting.splice(0, mostKeys));
    }
  }

  private async send(batch: readonly Waiting<Key, Answer>[]): Promise<void> {
    this.reads += 1;
    try {
      const answers = await this.readMany(batch.map((one) => one.key));
      batch.forEach((one, position) => one.resolve(answers[position] as Answer));
    } catch (error) {
      batch.forEach((one) => one.reject(error));
    }
    this.reads -= 1;
    this.sendWaiting();
  }
}
