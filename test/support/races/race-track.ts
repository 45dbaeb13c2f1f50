import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { databaseProxy } from '../crash/database-proxy.ts';
import type { Rewrite } from '../crash/database-proxy.ts';
import { KillSwitch } from '../crash/kill-switch.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';

/** Two processes to race at. */
export type Rivals = readonly [TestService, TestService];

/** One service on one database, and pairs of processes that serve it. */
export class RaceTrack {
  readonly #processes: ServiceProcess[] = [];
  readonly #proxies: Server[] = [];

  private constructor(
    readonly service: TestService,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(): Promise<RaceTrack> {
    const settings = sharedSettings();
    return new RaceTrack(await startTestService(settings), settings);
  }

  /** Two processes more; their statements reach the database as `rewrite` leaves them. */
  async rivals(rewrite?: Rewrite): Promise<Rivals> {
    const database = rewrite && { DATABASE_URL: await this.#proxied(rewrite) };
    const plan = planFor(this.service, { ...this.settings, ...database });
    const started = await Promise.all([ServiceProcess.start(plan), ServiceProcess.start(plan)]);
    this.#processes.push(...started);
    const [one, other] = started.map(({ address }) => ({ ...this.service, address }));
    if (!one || !other) throw new Error('Two processes are needed.');
    return [one, other];
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.kill()));
    for (const proxy of this.#proxies) proxy.close();
    await this.service.stop();
  }

  async #proxied(rewrite: Rewrite): Promise<string> {
    const path = join(String(process.env.CIVIC_TEST_SOCKET), '.s.PGSQL.5432');
    const killSwitch = new KillSwitch(async () => undefined);
    const proxy = databaseProxy({ path, killSwitch, rewrite }).listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    this.#proxies.push(proxy);
    const { port } = proxy.address() as AddressInfo;
    return `postgres://civic_app@127.0.0.1:${port}/${this.service.database.name}`;
  }
}
