import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { BatchedRead } from '../platform/database/batched-read.ts';
import { RevocationList, listSeconds } from '../revocations/revocation-list.ts';
import type { ListPart, ListReading, SignedPart } from '../revocations/revocation-list.ts';
import { SignedList } from './signed-list.ts';

/**
 * The list as this process knows it, so that however many wait for its next part, one read tells them all. Nothing in
 * it is older than the last `refresh`.
 */
@Injectable()
export class ListView {
  private line = '';
  private seq = 0;
  private parts: SignedPart[] = [];
  private whole: Promise<{ seq: number; signed: string }> | null = null;
  private readonly refreshes: BatchedRead<null, null>;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly list: RevocationList,
    private readonly signed: SignedList,
  ) {
    this.refreshes = new BatchedRead(async (asked) => {
      await this.readAgain();
      return asked;
    }, 1);
  }

  /** The number of the last part that is known here. */
  get head(): { line: string; seq: number } {
    return { line: this.line, seq: this.seq };
  }

  /** When this has returned, everything is in the view that was revoked before it was called. Throws `unavailable`. */
  async refresh(): Promise<void> {
    await this.refreshes.read(null);
  }

  /** The signed parts after a number; null where they do not follow it without a gap. */
  after(line: string, seq: number): readonly string[] | null {
    if (line !== this.line || seq > this.seq) return null;
    const later = this.parts.filter((part) => part.seq > seq);
    return later.length === this.seq - seq ? later.map(({ signed }) => signed) : null;
  }

  /** One signed part that holds everything that matters now. It is made once for each number. */
  async everything(): Promise<string> {
    const known = await this.whole?.catch(() => null);
    if (known?.seq === this.seq) return known.signed;
    const part = this.wholePart();
    const made = this.signed.sign(part).then((signed) => ({ seq: part.seq, signed }));
    this.whole = made;
    return (await made).signed;
  }

  /** A signed part that says that there is nothing after the last one. */
  nothing(): Promise<string> {
    const { line, seq } = this;
    return this.signed.sign({ line, from: seq, seq, revoked: [], paused: [], resumed: [] });
  }

  private async readAgain(): Promise<void> {
    let reading = await this.read();
    for (let isLeft = reading.waits; isLeft;) {
      isLeft = await this.list.number((part) => this.signed.sign(part));
      reading = await this.read();
    }
  }

  /** A number that went back is that of another list, as after a restore: nothing that was known before goes on. */
  private async read(): Promise<ListReading> {
    const reading = await this.list.after(this.seq);
    if (reading.seq < this.seq) {
      Object.assign(this, { parts: [], seq: 0 });
      return this.read();
    }
    this.take(reading);
    return reading;
  }

  private take({ line, seq, parts }: ListReading): void {
    if (line !== this.line) this.whole = null;
    this.line = line;
    this.seq = seq;
    const over = this.clock.milliseconds() - listSeconds(this.config) * 1000;
    this.parts = [...this.parts, ...parts].filter(({ madeAt }) => madeAt.getTime() > over);
  }

  private wholePart(): ListPart {
    const revoked = new Set<string>();
    const resting = new Set<string>();
    for (const part of this.parts) {
      for (const key of part.revoked) revoked.add(key);
      for (const key of part.paused) resting.add(key);
      for (const key of part.resumed) resting.delete(key);
    }
    const all = { revoked: [...revoked], paused: [...resting], resumed: [] };
    return { line: this.line, from: 0, seq: this.seq, ...all };
  }
}
