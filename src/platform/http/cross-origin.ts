import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** Says whether an origin is that of an app which runs in browsers. */
export type IsBrowserApp = (origin: string) => Promise<boolean>;

/** Where apps live that run in browsers. The platform asks; the module that knows the apps answers. */
@Injectable()
export class BrowserApps {
  private ask: IsBrowserApp = async () => false;

  answeredBy(ask: IsBrowserApp): void {
    this.ask = ask;
  }

  /** False also while nobody can say: then the page cannot read why, and nothing worse. */
  async has(origin: string): Promise<boolean> {
    return this.ask(origin).catch(() => false);
  }
}

/** What a page may read of an answer besides its body. */
const exposed = { 'access-control-expose-headers': 'retry-after, www-authenticate' };

/**
 * Lets pages of other sites read what their route says they may (CORS), errors included; no cookie ever comes along.
 * A route that does answers the browser's question beforehand, too.
 */
export function installCrossOrigin(server: FastifyInstance, apps: BrowserApps): void {
  const methods = new Map<string, Set<string>>();
  server.addHook('onRoute', (route) => answerPreflight(server, methods, route));
  server.addHook('onRequest', (request, reply, done) => {
    const { readers } = request.routeOptions.config;
    if (readers === 'anyone') open(reply, '*');
    return readers === 'browser-apps' ? admit(apps, request, reply) : done();
  });
}

async function admit(
  apps: BrowserApps,
  { headers: { origin } }: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  void reply.header('vary', 'Origin');
  if (origin !== undefined && (await apps.has(origin))) open(reply, origin);
}

function open(reply: FastifyReply, origin: string): void {
  void reply.headers({
    ...exposed,
    'access-control-allow-origin': origin,
    'cross-origin-resource-policy': 'cross-origin',
  });
}

/** Adds the OPTIONS route of an address with its first method, which names each method that comes later as well. */
function answerPreflight(
  server: FastifyInstance,
  methods: Map<string, Set<string>>,
  { url, method, config }: RouteOptions,
): void {
  if (config?.readers === undefined || method === 'OPTIONS') return;
  const known = methods.get(url);
  const allowed = known ?? new Set<string>();
  for (const one of [method].flat()) allowed.add(one);
  if (known) return;
  methods.set(url, allowed);
  const { surface, readers } = config;
  const access = { kind: 'public' } as const;
  server.options(url, { config: { access, surface, readers } }, (_, reply) =>
    sendPreflight(reply, allowed),
  );
}

function sendPreflight(reply: FastifyReply, methods: ReadonlySet<string>): FastifyReply {
  if (reply.hasHeader('access-control-allow-origin')) {
    void reply.headers({
      'access-control-allow-methods': [...methods].join(', '),
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    });
  }
  return reply.code(204).send();
}
