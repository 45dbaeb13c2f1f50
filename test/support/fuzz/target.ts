import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { Housekeeping } from '../../../src/platform/jobs/housekeeping.ts';
import { CityService } from '../city-service.ts';
import type { Rewrite } from '../crash/database-proxy.ts';
import { rewritten } from '../crash/rewritten-database.ts';
import { RunningClock } from '../fixed-clock.ts';
import { everythingStored } from '../invariants.ts';
import { Resident } from '../resident.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';
import { gather } from './tokens/material.ts';
import type { Material } from './tokens/material.ts';

/** What a right authorization or logout request leaves behind: a bad one may still be right enough for that. */
const waiting = ['authorization_request', 'logout_request'];

/** A service in a process of its own, an app and a resident of it, and a trap that nobody may step into. */
export class Target {
  /** Where keys of an attacker could be fetched. */
  readonly trap: Server = createServer((socket) => {
    this.trapped += 1;
    socket.destroy();
  });
  /** How often somebody went there. */
  trapped = 0;
  process!: ServiceProcess;
  app!: CityService;
  #resident!: Resident;

  private constructor(
    private readonly inner: TestService,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(): Promise<Target> {
    const settings = sharedSettings();
    const inner = await startTestService(settings, new RunningClock());
    const target = new Target(inner, settings);
    await target.#open();
    return target;
  }

  /** The service as it is to be asked. */
  get service(): TestService {
    return { ...this.inner, address: this.process.address };
  }

  /** Fresh tokens: those of before may have expired meanwhile, and would be refused for that. */
  gather(): Promise<Material> {
    const { port } = this.trap.address() as AddressInfo;
    return gather(this.app, this.#resident, `http://127.0.0.1:${port}`);
  }

  async isGood(token: string): Promise<boolean> {
    return (await this.app.introspect(token, { service: this.service })).json.active === true;
  }

  /** Does some work and says whether the database holds anything else afterwards. */
  async watch<Result>(work: () => Promise<Result>): Promise<{ result: Result; changed: boolean }> {
    const before = await this.#stored();
    const result = await work();
    return { result, changed: (await this.#stored()) !== before };
  }

  /** Waiting requests that would lead a browser to an address which nobody has registered. */
  misleading(): Promise<object[]> {
    return this.inner.database.query(
      `select id from civic.authorization_request
       where app_id <> $1 or parameters->>'redirectUri' is distinct from $2
       union all select id from civic.logout_request where redirect_uri is not null`,
      [this.app.id, this.app.callback],
    );
  }

  /** The same service with its statements changed, for the time of some work. */
  async broken<Result>(rewrite: Rewrite, work: (service: TestService) => Promise<Result>) {
    const detour = await rewritten(this.inner.database, rewrite);
    const plan = planFor(this.inner, { ...this.settings, DATABASE_URL: detour.url });
    const process = await ServiceProcess.start(plan);
    try {
      return await work({ ...this.inner, address: process.address });
    } finally {
      await process.kill();
      detour.close();
    }
  }

  async stop(): Promise<void> {
    this.trap.close();
    this.app.close();
    await this.process.kill();
    await this.inner.stop();
  }

  #stored(): Promise<string> {
    return everythingStored((sql) => this.inner.database.query(sql), waiting);
  }

  async #open(): Promise<void> {
    this.trap.listen(0, '127.0.0.1');
    await once(this.trap, 'listening');
    this.app = await CityService.register(this.inner);
    this.#resident = new Resident(this.inner);
    await this.#resident.link();
    // Sweeping up what has expired would be a change of the database, too.
    this.inner.running.app.get(Housekeeping).onApplicationShutdown();
    const changes = { housekeeping: { everySeconds: 86_400 } };
    const plan = planFor(this.inner, this.settings);
    this.process = await ServiceProcess.start({ ...plan, changes });
  }
}
