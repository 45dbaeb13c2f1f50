/** Who the service talks to. */
export type Channel = 'browser' | 'provider' | 'database';

/** A place to kill: the n-th message since the switch was armed, before it is delivered or before its answer is. */
export interface KillPoint {
  readonly channel: Channel;
  readonly message: number;
  /** Counts only messages with this label, whatever goes by between them; without it all of the channel. */
  readonly label?: string;
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
  /** The message of the point's channel that is the one to kill at, once it has come. */
  #aimed: number | null = null;

  constructor(private readonly kill: () => Promise<void>) {}

  /** Counts from now on; without a point nothing is killed. */
  arm(point: KillPoint | null): void {
    this.#point = point;
    this.#isArmed = true;
    this.#aimed = null;
    this.passed.length = 0;
  }

  /** Neither counts nor kills any more: a point that was not reached must not be reached later. */
  disarm(): void {
    this.#point = null;
    this.#isArmed = false;
  }

  /** How many messages of a channel have gone by, or how many of them with a label. */
  count(channel: Channel, label?: string): number {
    const isCounted = (one: Passed): boolean =>
      one.channel === channel && (label === undefined || one.label === label);
    return this.passed.filter(isCounted).length;
  }

  /** Tells of a message that is about to be delivered. Returns its number, or null when nobody lives to get it. */
  async delivering(channel: Channel, label: string): Promise<number | null> {
    if (this.hasFired) return null;
    if (!this.#isArmed) return 0;
    this.passed.push({ channel, label });
    const message = this.count(channel);
    if (this.#isPoint(channel, label)) this.#aimed ??= message;
    return (await this.#fires(channel, message, 'before')) ? null : message;
  }

  /** Tells of an answer that is about to be delivered. False when it must not be. */
  async answering(channel: Channel, message: number): Promise<boolean> {
    return !this.hasFired && !(await this.#fires(channel, message, 'after'));
  }

  /** Whether the message that has just come is the one. */
  #isPoint(channel: Channel, label: string): boolean {
    const point = this.#point;
    if (point?.channel !== channel || (point.label ?? label) !== label) return false;
    return this.count(channel, point.label) === point.message;
  }

  async #fires(channel: Channel, message: number, moment: KillPoint['moment']): Promise<boolean> {
    const point = this.#point;
    if (point?.channel !== channel || this.#aimed !== message || point.moment !== moment) {
      return false;
    }
    this.hasFired = true;
    await this.kill();
    return true;
  }
}
