/** Reads many keys at once; answers in the order of the keys. */
export type ReadMany<Key, Answer> = (keys: readonly Key[]) => Promise<readonly Answer[]>;

interface Waiting<Key, Answer> {
  key: Key;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Lets the requests of one event-loop tick share one database read. A request joins only a batch that has not
 * been sent, so its read always starts after the request: whatever was committed before it, it sees.
 */
export class BatchedRead<Key, Answer> {
  private waiting: Waiting<Key, Answer>[] = [];

  constructor(
    private readonly readMany: ReadMany<Key, Answer>,
    private readonly limit = 500,
  ) {}

  /** The answer for one key, read together with the other keys of this tick. */
  read(key: Key): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => void this.send());
    });
  }

  private async send(): Promise<void> {
    const batch = this.waiting.splice(0, this.limit);
    if (this.waiting.length > 0) setImmediate(() => void this.send());
    try {
      const answers = await this.readMany(batch.map((one) => one.key));
      batch.forEach((one, position) => one.resolve(answers[position] as Answer));
    } catch (error) {
      batch.forEach((one) => one.reject(error));
    }
  }
}
