import { Clock } from '../../src/kernel/clock.ts';

/** A clock that stands still until a test moves it. */
export class TestClock extends Clock {
  /** @param now Milliseconds since the Unix epoch; the real time of making it unless told. */
  constructor(private now = Date.now()) {
    super();
  }

  override milliseconds(): number {
    return this.now;
  }

  /** Moves the clock forward, or back with a negative number of seconds. */
  travel(seconds: number): void {
    this.now += seconds * 1000;
  }
}

/** The same for trials that take as long as a token lives, and share a database with processes of their own. */
export class RunningClock extends TestClock {
  private readonly started = Date.now();

  override milliseconds(): number {
    return super.milliseconds() + Date.now() - this.started;
  }
}
