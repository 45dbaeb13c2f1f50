import type { FastifyReply, FastifyRequest } from 'fastify';
import { minutes } from '../../kernel/duration.ts';
import { fingerprint, isToken, newToken } from '../../kernel/opaque-token.ts';
import { formatSeconds } from '../../words/format.ts';
import { say } from '../../words/words.ts';
import { declareCookie, readCookie, setCookie } from './cookies.ts';

/** What hangs on the cookie ends after this long: trips, identities that wait, and requests of apps. */
export const bindingSeconds = minutes(10);

/** Ties what a browser starts to that browser: flows, pending identities and waiting requests hold its hash. */
export const flowCookie = declareCookie({
  name: '__Host-civic-flow',
  why: (language) => say(language, 'cookies.flow.why'),
  ends: (language) =>
    say(language, 'cookies.flow.ends', { time: formatSeconds(language, bindingSeconds) }),
  bindsForms: true,
});

/** The browser's secret, or null when it has none (cookies blocked, or a first visit). */
export function browserSecret(request: FastifyRequest): string | null {
  const value = readCookie(request, flowCookie);
  return isToken(value) ? value : null;
}

/** SHA-256 of the browser's secret, the form that is stored. */
export function browserHash(request: FastifyRequest): Buffer | null {
  const secret = browserSecret(request);
  return secret === null ? null : fingerprint(secret);
}

/** The hash of the browser's secret; gives the browser one when it has none yet. */
export function bindBrowser(request: FastifyRequest, reply: FastifyReply): Buffer {
  const secret = browserSecret(request) ?? newToken();
  if (browserSecret(request) === null) {
    request.cookies[flowCookie.name] = secret;
    setCookie(reply, flowCookie, secret);
  }
  return fingerprint(secret);
}
