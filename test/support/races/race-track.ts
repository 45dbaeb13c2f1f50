import type { Rewrite } from '../crash/database-proxy.ts';
import { rewritten } from '../crash/rewritten-database.ts';
import type { RewrittenDatabase } from '../crash/rewritten-database.ts';
import { RunningClock } from '../fixed-clock.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';

/** Two processes to race at. */
export type Rivals = readonly [TestService, TestService];

/** One service on one database, and pairs of processes that serve it. */
export class RaceTrack {
  readonly #processes: ServiceProcess[] = [];
  readonly #detours: RewrittenDatabase[] = [];

  private constructor(
    readonly service: TestService,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(): Promise<RaceTrack> {
    const settings = sharedSettings();
    return new RaceTrack(await startTestService(settings, new RunningClock()), settings);
  }

  /** Two processes more; their statements reach the database as `rewrite` leaves them. */
  async rivals(rewrite?: Rewrite): Promise<Rivals> {
    const detour = rewrite && (await rewritten(this.service.database, rewrite));
    if (detour) this.#detours.push(detour);
    const settings = { ...this.settings, ...(detour && { DATABASE_URL: detour.url }) };
    const plan = planFor(this.service, settings);
    const started = await Promise.all([ServiceProcess.start(plan), ServiceProcess.start(plan)]);
    this.#processes.push(...started);
    const [one, other] = started.map(({ address }) => ({ ...this.service, address }));
    if (!one || !other) throw new Error('Two processes are needed.');
    return [one, other];
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.kill()));
    for (const detour of this.#detours) detour.close();
    await this.service.stop();
  }
}
