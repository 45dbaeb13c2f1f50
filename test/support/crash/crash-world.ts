import { once } from 'node:events';
import { env } from 'node:process';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { noProviders } from '../../../src/config/provider-config.ts';
import { CityService } from '../city-service.ts';
import { ServiceProcess, planFor, sharedSettings } from '../service-process.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';
import { databaseProxy } from './database-proxy.ts';
import type { Rewrite } from './database-proxy.ts';
import { httpProxy } from './http-proxy.ts';
import { KillSwitch } from './kill-switch.ts';

/** A service in a process of its own, cut off from the world by proxies that can kill it. */
interface Victim {
  readonly process: ServiceProcess;
  readonly killSwitch: KillSwitch;
  stop(): Promise<void>;
}

/** Ready to take over: starting takes longer than most journeys. */
const spareCount = 2;

/**
 * One public address, behind it always one living process. When that is killed another takes its place, as after a
 * restart: nothing outlives a process but what is in the database.
 */
export class CrashWorld {
  readonly #front = httpProxy(() => ({
    port: this.#current.process.port,
    channel: 'browser',
    killSwitch: this.#current.killSwitch,
  }));
  readonly #spares: Promise<Victim>[] = [];
  #current!: Victim;
  #desk!: CityService;
  /** The service as residents reach it. */
  service!: TestService;

  private constructor(
    private readonly inner: TestService,
    private readonly settings: Record<string, string>,
    private readonly rewrite: Rewrite,
  ) {}

  /** @param rewrite changes simple queries on their way to the database */
  static async start(rewrite: Rewrite = (query) => query): Promise<CrashWorld> {
    const settings = sharedSettings();
    const world = new CrashWorld(await startTestService(settings), settings, rewrite);
    await world.#open();
    return world;
  }

  get killSwitch(): KillSwitch {
    return this.#current.killSwitch;
  }

  /** Puts a living process behind the address if the last one was killed. */
  async restart(): Promise<void> {
    if (!this.killSwitch.hasFired) return;
    await this.#current.stop();
    await this.#takeSpare();
  }

  /** Staff revoke a link through the API; answers with the status that the API told. */
  async revoke(linkId: string): Promise<unknown> {
    const granted = await this.#desk.token({ grant_type: 'client_credentials' });
    const answer = await this.#desk.call(`/api/admin/links/${linkId}/revoke`, {
      body: JSON.stringify({ reason: 'security' }),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${String(granted.json.access_token)}`,
      },
    });
    return answer.json.status;
  }

  async stop(): Promise<void> {
    const victims = [this.#current, ...(await Promise.all(this.#spares))];
    await Promise.all(victims.map((victim) => victim.stop()));
    this.#front.close();
    this.#desk.close();
    await this.inner.stop();
  }

  async #open(): Promise<void> {
    const url = `http://127.0.0.1:${await listening(this.#front)}`;
    this.service = { ...this.inner, url, address: url };
    this.#desk = await CityService.register(this.service, {
      redirectUris: [],
      scopes: ['admin:links.revoke'],
      grantTypes: ['client_credentials'],
      scopesApproved: true,
    });
    while (this.#spares.length < spareCount) this.#spares.push(this.#victim());
    await this.#takeSpare();
  }

  async #takeSpare(): Promise<void> {
    const spare = this.#spares.shift() ?? this.#victim();
    this.#spares.push(this.#victim());
    this.#current = await spare;
  }

  async #victim(): Promise<Victim> {
    const { database, simulator } = this.inner;
    let started: ServiceProcess | undefined;
    const killSwitch = new KillSwitch(async () => started?.kill());
    const socket = join(String(env.CIVIC_TEST_SOCKET), '.s.PGSQL.5432');
    const toDatabase = databaseProxy({ path: socket, killSwitch, rewrite: this.rewrite });
    const simulatorPort = Number(new URL(simulator.url).port);
    const toProvider = httpProxy(() => ({ port: simulatorPort, channel: 'provider', killSwitch }));
    const url = `postgres://civic_app@127.0.0.1:${await listening(toDatabase)}/${database.name}`;
    const origin = `http://127.0.0.1:${await listening(toProvider)}`;
    const plan = planFor(this.service, { ...this.settings, DATABASE_URL: url });
    const start = () =>
      ServiceProcess.start({ ...plan, providers: throughProxy(plan.providers, origin) });
    // One that could not start on a busy machine is started again, as by whoever looks after it.
    const process = await start().catch(start);
    started = process;
    const stop = async (): Promise<void> => {
      await process.kill();
      for (const server of [toDatabase, toProvider]) server.close();
    };
    return { process, killSwitch, stop };
  }
}

type Providers = ReturnType<typeof planFor>['providers'];

/** The service's own calls go through the proxy; browsers find the provider where it is. */
function throughProxy({ google, facebook }: Providers, origin: string): Providers {
  const moved = (url: string): string => url.replace(new URL(url).origin, origin);
  return {
    ...noProviders,
    google: google && {
      ...google,
      endpoints: google.endpoints && {
        ...google.endpoints,
        tokenUrl: moved(google.endpoints.tokenUrl),
        userinfoUrl: moved(google.endpoints.userinfoUrl),
      },
    },
    facebook: facebook && {
      ...facebook,
      endpoints: facebook.endpoints && {
        ...facebook.endpoints,
        tokenUrl: moved(facebook.endpoints.tokenUrl),
        profileUrl: moved(facebook.endpoints.profileUrl),
      },
    },
  };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
