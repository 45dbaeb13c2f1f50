import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '../seeded.ts';
import type { CachingVerifier } from './caching-verifier.ts';
import type { RotationTrial, Token } from './rotation-trial.ts';

/** What went by, and how often a good token was refused, by the complaint. */
export interface Tally {
  issued: number;
  verified: number;
  introspected: number;
  refused: Record<string, number>;
}

/** A token whose last moment is this near is not judged: it may end on the way. */
const tooOld = 500;

/** Apps at work: they get tokens at both processes, check them by themselves, and ask about some of them. */
export class Traffic {
  readonly tally: Tally = { issued: 0, verified: 0, introspected: 0, refused: {} };
  private readonly random: () => number;
  private tokens: Token[] = [];

  constructor(
    private readonly trial: RotationTrial,
    private readonly verifiers: readonly CachingVerifier[],
    seed: number,
  ) {
    this.random = randomFrom(seed);
  }

  /** Goes on for so many seconds. */
  async run(seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    await Promise.all([
      repeat({ everyMilliseconds: 200, end }, () => this.issue()),
      repeat({ everyMilliseconds: 50, end }, () => this.verifySome()),
      repeat({ everyMilliseconds: 100, end }, () => this.introspectOne()),
    ]);
  }

  private async issue(): Promise<void> {
    const { apps, processes } = this.trial;
    const orders = processes.map((process) => this.trial.token(this.any(apps), process));
    const issued = await Promise.all(orders);
    this.tally.issued += issued.length;
    const living = Date.now() + tooOld;
    this.tokens = [...this.tokens.filter(({ endsAt }) => endsAt > living), ...issued];
  }

  /** Ten tokens of any age, and always the newest among them. */
  private async verifySome(): Promise<void> {
    const newest = this.tokens.at(-1);
    if (newest === undefined) return;
    const some = [newest, ...Array.from({ length: 9 }, () => this.any(this.tokens))];
    await Promise.all(some.map((token) => this.verify(token)));
  }

  private async verify(token: Token): Promise<void> {
    if (token.endsAt < Date.now() + tooOld) return;
    const complaint = await this.any(this.verifiers).complaint(token.text);
    this.tally.verified += 1;
    if (complaint !== null) this.count(complaint);
  }

  private async introspectOne(): Promise<void> {
    if (this.tokens.length === 0) return;
    const token = this.any(this.tokens);
    const isActive = await this.trial.isActive(token, this.any(this.trial.processes));
    if (token.endsAt < Date.now()) return;
    this.tally.introspected += 1;
    if (!isActive) this.count('inactive');
  }

  private count(complaint: string): void {
    this.tally.refused[complaint] = (this.tally.refused[complaint] ?? 0) + 1;
  }

  private any<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }
}

/** Does something again and again, in step with the clock however long it takes. */
async function repeat(
  { everyMilliseconds, end }: { everyMilliseconds: number; end: number },
  deed: () => Promise<void>,
): Promise<void> {
  let next = Date.now();
  while (next < end) {
    await pause(Math.max(0, next - Date.now()));
    await deed();
    next += everyMilliseconds;
  }
}
