import type { FastifyInstance, FastifyRequest } from 'fastify';
import { derive, isToken, sameSecret } from '../../kernel/opaque-token.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { declaredCookies, readCookie } from './cookies.ts';

/** Name of the hidden field every form carries. */
export const formTokenField = '_csrf';

/**
 * The form token for a page shown to this browser: derived from the newest of its secrets (session before flow),
 * or null when it has none. Only the holder of the cookie can show it.
 */
export function formToken(request: FastifyRequest): string | null {
  return formTokens(request)[0] ?? null;
}

/** Refuses every form that did not come from one of our own pages in this browser (RFC 9700 §4.7). */
export function installCsrfGate(server: FastifyInstance, origin: string): void {
  server.addHook('preHandler', (request, _reply, done) => {
    if (!isForm(request) || (comesFromUs(request, origin) && carriesToken(request))) done();
    else done(notOurForm());
  });
}

/** Whatever is sent to a page to change something. Other surfaces take no cookie for a proof. */
function isForm({ method, routeOptions }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && routeOptions.config.surface === 'page';
}

/** The browser's own word first; without Fetch Metadata the Origin must be exactly ours. */
function comesFromUs(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined ? request.headers.origin === origin : site === 'same-origin';
}

function carriesToken(request: FastifyRequest): boolean {
  const body = request.body as Record<string, unknown> | null | undefined;
  const token = body?.[formTokenField];
  return typeof token === 'string' && formTokens(request).some((own) => sameSecret(own, token));
}

function formTokens(request: FastifyRequest): string[] {
  return declaredCookies()
    .filter((cookie) => cookie.bindsForms)
    .toSorted(
      (one, other) => Number(other.name.includes('session')) - Number(one.name.includes('session')),
    )
    .map((cookie) => readCookie(request, cookie))
    .filter(isToken)
    .map((secret) => derive(secret, 'form'));
}

function notOurForm(): ServiceError {
  return new ServiceError({
    code: 'form-mismatch',
    status: 403,
    message: 'We could not match this form to your visit.',
  });
}
