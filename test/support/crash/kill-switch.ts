/** Who the service talks to. */
export type Channel = 'browser' | 'provider' | 'database';

/** A place to kill: the n-th message since the switch was armed, before it is delivered or before its answer is. */
export interface KillPoint {
  readonly channel: Channel;
  readonly message: number;
  readonly moment: 'before' | 'after';
}

/** A message that went by. */
export interface Passed {
  readonly channel: Channel;
  readonly label: string;
}

/** Counts the messages between a service and the world, and kills the service at the one it is armed for. */
export class KillSwitch {
  readonly passed: Passed[] = [];
  hasFired = false;
  #point: KillPoint | null = null;
  #isArmed = false;

  constructor(private readonly kill: () => Promise<void>) {}

  /** Counts from now on; without a point nothing is killed. */
  arm(point: KillPoint | null): void {
    this.#point = point;
    this.#isArmed = true;
    this.passed.length = 0;
  }

  /** Neither counts nor kills any more: a point that was not reached must not be reached later. */
  disarm(): void {
    this.#point = null;
    this.#isArmed = false;
  }

  /** Where the last message of a channel is, as its number. */
  count(channel: Channel): number {
    return this.passed.filter((one) => one.channel === channel).length;
  }

  /** Tells of a message that is about to be delivered. Returns its number, or null when nobody lives to get it. */
  async delivering(channel: Channel, label: string): Promise<number | null> {
    if (this.hasFired) return null;
    if (!this.#isArmed) return 0;
    this.passed.push({ channel, label });
    const message = this.count(channel);
    return (await this.#fires(channel, message, 'before')) ? null : message;
  }

  /** Tells of an answer that is about to be delivered. False when it must not be. */
  async answering(channel: Channel, message: number): Promise<boolean> {
    return !this.hasFired && !(await this.#fires(channel, message, 'after'));
  }

  async #fires(channel: Channel, message: number, moment: KillPoint['moment']): Promise<boolean> {
    const point = this.#point;
    if (point?.channel !== channel || point.message !== message || point.moment !== moment) {
      return false;
    }
    this.hasFired = true;
    await this.kill();
    return true;
  }
}
