import type { IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '../../config/config.ts';
import { Log } from '../logging/log.ts';
import { Metrics } from '../metrics/metrics.ts';
import { Tallies } from '../tallies/tallies.ts';
import { installAccessGate } from './access-gate.ts';
import { installAssets } from './asset-routes.ts';
import { Authenticators } from './authenticators.ts';
import { refuseBroken } from './broken-requests.ts';
import { installCallerLimit } from './caller-limit.ts';
import { Contracts, installContracts } from './contracts.ts';
import { BrowserApps, installCrossOrigin } from './cross-origin.ts';
import { installCsrfGate } from './csrf.ts';
import { installHostGate } from './host-gate.ts';
import { installIdempotency } from './idempotency.ts';
import { withoutLanguage } from './language.ts';
import { installMethodGate } from './method-gate.ts';
import { installPageViews } from './page-views.ts';
import { installRateLimits, RateLimits } from './rate-limits.ts';
import { RepeatableAnswers } from './repeatable-answers.ts';
import { readableUrl } from './readable-url.ts';
import { newRequestId } from './request-id.ts';
import { installRequestLog } from './request-log.ts';
import { installSecurityHeaders } from './security-headers.ts';

const kilobyte = 1024;

/**
 * Fastify with limits on everything a client can make large or slow. With Node's defaults a silent connection
 * lives for ninety seconds; with these it is gone in ten.
 */
export function fastifyAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    bodyLimit: 64 * kilobyte,
    requestTimeout: 15_000,
    // Longer than anybody waits for news at `/feed`.
    connectionTimeout: 30_000,
    keepAliveTimeout: 5000,
    maxRequestsPerSocket: 0,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: newRequestId,
    clientErrorHandler: refuseBroken,
    requestIdHeader: false,
    rewriteUrl: (request: IncomingMessage) => withoutLanguage(readableUrl(request.url ?? '/')),
    http: {
      maxHeaderSize: 8 * kilobyte,
      headersTimeout: 8000,
      connectionsCheckingInterval: 2000,
    },
    // No parameter is longer than all headers together, so a long one is just a page that is not there.
    routerOptions: { maxParamLength: 8 * kilobyte },
    skipMiddie: true,
  });
}

/** Puts the gates in front of every route, in the order a request meets them. Call before `app.init()`. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const config = app.get(Config);
  server.removeContentTypeParser('text/plain');
  // Security Event Tokens (RFC 8417 §7.2), whose text is what is signed.
  server.addContentTypeParser('application/secevent+jwt', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  server.addHook('onRoute', (route) => {
    route.bodyLimit = route.config?.mostBytes ?? route.bodyLimit;
  });
  await server.register(fastifyCookie);
  installSecurityHeaders(server, config.issuer);
  installRequestLog(server, app.get(Log), app.get(Metrics));
  installPageViews(server, app.get(Tallies));
  installHostGate(server, config.issuer);
  installCrossOrigin(server, app.get(BrowserApps));
  installMethodGate(server);
  installRateLimits(server, app.get(RateLimits));
  installAccessGate(server, app.get(Authenticators));
  installCallerLimit(server, config.limits);
  installCsrfGate(server, config.issuer);
  installContracts(server, app.get(Contracts));
  installIdempotency(server, app.get(RepeatableAnswers), app.get(Log));
  installAssets(server, config.site);
}
