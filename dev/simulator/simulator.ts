// Owns: pretending to be every provider that the service knows over real HTTP, faults included.
// Does not: know the service, import it, or ever run in production.
// Hands off to: the service under trial, through its registered callback.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { decideHandler } from './authorization.ts';
import { controlRoutes } from './control.ts';
import type { Client } from './dialect.ts';
import { facebookEndpoints, facebookRoutes } from './facebook/routes.ts';
import { githubEndpoints, githubRoutes } from './github/routes.ts';
import { googleEndpoints, googleRoutes } from './google/routes.ts';
import { openIdIssuers, openIdRoutes } from './openid/routes.ts';
import { STYLE_PATH } from './page/layout.tsx';
import { STYLE } from './page/style.ts';
import type { Person, ProviderName } from './people.ts';
import type { RecordedRequest } from './recorder.ts';
import { json, raw } from './reply.ts';
import { requestListener } from './request-listener.ts';
import type { Route } from './route.ts';
import type { Scenario } from './scenario.ts';
import { World } from './world.ts';

/** What a service is registered as; whoever uses Google and Facebook alone leaves the others out. */
export type Clients = Readonly<
  Record<'google' | 'facebook', Client> & Partial<Record<ProviderName, Client>>
>;

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** The service's registration at each provider it uses. */
  readonly clients: Clients;
  /** Milliseconds since 1970, for a test that needs a code to grow old. */
  readonly now?: () => number;
}

export interface Simulator {
  readonly url: string;
  /** Every call the providers received, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Where to point the service's provider settings. */
  readonly endpoints: {
    readonly google: ReturnType<typeof googleEndpoints>;
    readonly facebook: ReturnType<typeof facebookEndpoints>;
    readonly github: ReturnType<typeof githubEndpoints>;
    readonly issuers: ReturnType<typeof openIdIssuers>;
  };
  /**
   * Decides the next trip beforehand, so that it shows no page.
   *
   * @throws when there is no such person
   */
  next(scenario: Scenario): void;
  addPerson(person: Person): void;
  /** Forgets everything that happened and everybody who was added. */
  reset(): void;
  /** Ends at once, whatever is still hanging. */
  close(): Promise<void>;
}

/** Starts all providers on one port of their own. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0 } = options;
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const world = new World(url, options);
  server.on('request', requestListener(world, routes(world)));
  return {
    url,
    requests: world.recorder.requests,
    endpoints: {
      google: googleEndpoints(url),
      facebook: facebookEndpoints(url),
      github: githubEndpoints(url),
      issuers: openIdIssuers(url),
    },
    next: (scenario) => world.plan(scenario),
    addPerson: (person) => world.people.add(person),
    reset: () => world.reset(),
    close: () => close(server),
  };
}

function routes(world: World): Route[] {
  return [
    ...googleRoutes(world),
    ...facebookRoutes(world),
    ...githubRoutes(world),
    ...world.openIdDialects.flatMap((dialect) => openIdRoutes(world, dialect)),
    ...controlRoutes(world),
    {
      methods: ['POST'],
      path: '/decide',
      endpoint: 'decide',
      handle: decideHandler(world),
    },
    { methods: ['GET'], path: STYLE_PATH, handle: () => raw(200, 'text/css', STYLE) },
    {
      methods: ['GET', 'POST'],
      path: '/attacker',
      endpoint: 'attacker',
      handle: () => json(200, { access_token: 'EVIL', sub: 'EVIL', id: 'EVIL' }),
    },
  ];
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
