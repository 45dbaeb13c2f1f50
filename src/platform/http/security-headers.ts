import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Surface } from './access.ts';

const year = 31_536_000;

/** Headers of every answer. Handlers may set a looser cache for what is public and never changes per person. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Sets the headers before anything can answer, so that refusals carry them too. */
export function installSecurityHeaders(server: FastifyInstance, issuer: string): void {
  const transport = issuer.startsWith('https:')
    ? { 'strict-transport-security': `max-age=${year}; includeSubDomains` }
    : {};
  const fixed = { ...always, ...transport };
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(fixed).header('x-request-id', request.id);
    dress(reply, request.routeOptions.config.surface);
    done();
  });
}

function dress(reply: FastifyReply, surface: Surface | undefined): void {
  if (surface === 'page' || surface === undefined) dressPage(reply);
}

interface PageDress {
  /** Where a form of the page may be redirected to. */
  formTargets?: readonly string[];
  /** Whether the page has our script, which asks us and nobody else. */
  runsScript?: boolean;
}

/**
 * Headers of a page. With `no-referrer` a browser would send `Origin: null` on our own forms, so pages say
 * `same-origin`. Chromium applies `form-action` to the redirect after a form, hence `formTargets`.
 */
export function dressPage(
  reply: FastifyReply,
  { formTargets = [], runsScript = false }: PageDress = {},
): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    ...(runsScript ? ["script-src 'self'", "connect-src 'self'"] : []),
    ["form-action 'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  void reply.headers({
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
  });
}
