import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.ts';
import { BatchedRead } from '../platform/database/batched-read.ts';
import { RevocationList, listSeconds } from '../revocations/revocation-list.ts';
import type { ListPart, ListReading, SignedPart } from '../revocations/revocation-list.ts';
import { SignedList } from './signed-list.ts';

/** For how long everything is signed once. */
const wholeMilliseconds = 2000;

/**
 * The list as this process knows it, so that however many wait for its next part, one read tells them all. Nothing in
 * it is older than the last `refresh`.
 */
@Injectable()
export class ListView {
  private line = '';
  private seq = 0;
  private parts: SignedPart[] = [];
  private whole: { seq: number; at: number; signed: Promise<string> } | null = null;
  private readonly refreshes: BatchedRead<null, null>;

  constructor(
    private readonly clock: Clock,
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

  /**
   * One signed part that holds everything that matters now. It is made anew for each number, and after some seconds: a
   * verifier wants to see that it is of now, and the key that signed it may be gone.
   */
  everything(): Promise<string> {
    const now = this.clock.milliseconds();
    const { whole } = this;
    if (whole?.seq === this.seq && now - whole.at < wholeMilliseconds) return whole.signed;
    const signed = this.signed.sign(this.wholePart());
    this.whole = { seq: this.seq, at: now, signed };
    signed.catch(() => this.forget(signed));
    return signed;
  }

  /** What could not be signed is tried again by the next one who asks. */
  private forget(signed: Promise<string>): void {
    if (this.whole?.signed === signed) this.whole = null;
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
    const over = this.clock.milliseconds() - listSeconds * 1000;
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
