import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { days } from '../../kernel/duration.ts';
import { Clock } from '../../kernel/clock.ts';
import { Database } from '../database/database.ts';
import { purgeOf } from '../database/purge.ts';
import { firstRow, statement } from '../database/statement.ts';
import { Housekeeping } from '../jobs/housekeeping.ts';
import { Log } from '../logging/log.ts';

/** How long is known what a help code was shown for. */
export const helpCodeSeconds = days(30);

/** What somebody saw who reads a help code out on the phone. */
export interface Trouble {
  at: Date;
  /** The route of the page, never its address. */
  route: string;
  /** What went wrong, as a short code. */
  problem: string;
  /** Who was signed in, if anybody was. */
  residentId: string | null;
}

/** So many wait at most; whoever makes more pages with codes than that in a moment is no resident. */
const mostWaiting = 500;
const flushSeconds = 2;

const insert = statement(
  'help-codes.insert',
  `insert into civic.help_code (code, at, route, problem, resident_id)
   select shown.code, to_timestamp(shown.seconds), shown.route, shown.problem, resident.id
   from unnest($1::text[], $2::float8[], $3::text[], $4::text[], $5::uuid[])
     as shown (code, seconds, route, problem, resident_id)
   left join civic.resident on resident.id = shown.resident_id
   on conflict (code) do nothing`,
);

const find = statement(
  'help-codes.find',
  `select at, route, problem, resident_id as "residentId" from civic.help_code
   where code = $1 and at > civic.now() - make_interval(secs => ${helpCodeSeconds})`,
);

const purgeHelpCodes = purgeOf('help-codes.purge', {
  table: 'help_code',
  isOver: `at <= civic.now() - make_interval(secs => ${helpCodeSeconds})`,
  atMost: 5000,
});

type Waiting = Omit<Trouble, 'at'> & { code: string; seconds: number };

/**
 * What each help code was shown for, so that the help desk can find it. Pages do not wait until it is written, so that
 * a page about trouble still comes while the database is the trouble; what was shown last is then lost.
 */
@Injectable()
export class HelpCodes implements OnModuleInit, OnApplicationShutdown {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly housekeeping: Housekeeping,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('help_code', purgeHelpCodes);
  }

  /** The code of a page, which is remembered with what went wrong and who was signed in. */
  show(request: FastifyRequest, problem: string): string {
    if (this.waiting.length < mostWaiting) {
      const route = request.routeOptions.url ?? 'unknown';
      const residentId = request.principal?.residentId ?? null;
      const seconds = this.clock.milliseconds() / 1000;
      this.waiting.push({ code: request.id, seconds, route, problem, residentId });
      this.timer ??= setTimeout(() => void this.flush(), flushSeconds * 1000).unref();
    }
    return request.id;
  }

  /** What a code was shown for; null for one that nobody saw, or too long ago. */
  async find(code: string): Promise<Trouble | null> {
    await this.flush();
    return firstRow<Trouble>(this.database, find, [code]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const shown = this.waiting;
    this.waiting = [];
    if (shown.length === 0) return;
    const columns = (['code', 'seconds', 'route', 'problem', 'residentId'] as const).map((name) =>
      shown.map((one) => one[name]),
    );
    try {
      await this.database.run(insert, columns);
    } catch (error) {
      const code = String((error as { code?: unknown }).code);
      this.log.write({ event: 'housekeeping.failed', table: 'help_code', code });
    }
  }
}
