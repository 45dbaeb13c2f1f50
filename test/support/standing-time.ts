import { TestClock } from './fixed-clock.ts';
import type { TestService } from './service.ts';

/** Time that stands still in the service and in its database, at one and the same whole second. */
export class StandingTime extends TestClock {
  /** Milliseconds since the Unix epoch. */
  readonly beginning: number;

  constructor() {
    const start = Math.floor(Date.now() / 1000) * 1000;
    super(start);
    this.beginning = start;
  }

  /** Stops the time of the database where that of the service stands. */
  async stop({ database }: TestService): Promise<void> {
    await database.query('create table civic_test.standing (at timestamptz not null)');
    await database.query('grant select on civic_test.standing to public');
    await database.query('insert into civic_test.standing values (to_timestamp($1))', [
      this.seconds(),
    ]);
    await database.query(
      `create or replace function civic.now() returns timestamptz language sql stable parallel safe
       return (select at from civic_test.standing)`,
    );
  }

  /** Sets both to so long after the beginning; months are those of the calendar. */
  async setTo({ database }: TestService, { months = 0, seconds = 0 }): Promise<void> {
    const [{ at } = { at: 0 }] = await database.query<{ at: number }>(
      `update civic_test.standing
       set at = to_timestamp($1) + make_interval(months => $2, secs => $3)
       returning extract(epoch from at)::float8 as at`,
      [this.beginning / 1000, months, seconds],
    );
    this.travel(at - this.seconds());
  }
}
