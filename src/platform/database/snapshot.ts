import type { Clock } from '../../kernel/clock.ts';

/** How long a change made by another process may go unnoticed. */
const lifetimeMilliseconds = 1000;

/**
 * A small table in memory, read again at most once a second and only when somebody asks. Its readers cost no
 * database read each, however many they are.
 */
export class Snapshot<Value> {
  private takenAt = 0;
  private value: Promise<Value> | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly read: () => Promise<Value>,
  ) {}

  /** The table as it was at most a second ago. Throws `unavailable` rather than serve an older one. */
  current(): Promise<Value> {
    const age = this.clock.milliseconds() - this.takenAt;
    if (this.value !== null && age >= 0 && age < lifetimeMilliseconds) return this.value;
    this.takenAt = this.clock.milliseconds();
    return this.readAgain();
  }

  /** Makes the next question read again: this process has just changed something. */
  forget(): void {
    this.value = null;
  }

  private readAgain(): Promise<Value> {
    const reading = this.read();
    this.value = reading;
    reading.catch(() => {
      if (this.value === reading) this.value = null;
    });
    return reading;
  }
}
