import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config/config.ts';
import type { Language } from '../../words/words.ts';

/** A cookie we set. There are no others: `/cookies` prints this registry, and a test compares it with reality. */
export interface Cookie {
  readonly name: `__Host-${string}`;
  /** What it is for, in the resident's words. */
  readonly why: (language: Language) => string;
  /** When it ends, in the resident's words. */
  readonly ends: (language: Language, config: Config) => string;
  /** True when form tokens are derived from it. */
  readonly bindsForms: boolean;
  /** True when no other site may bring it along: for who never comes back from a provider. */
  readonly isStrict?: boolean;
}

const registry: Cookie[] = [];

/** Adds a cookie to the registry. Every cookie ends with the browser, so none has an age. */
export function declareCookie(cookie: Cookie): Cookie {
  registry.push(cookie);
  return cookie;
}

/** Every cookie the service may set. */
export function declaredCookies(): readonly Cookie[] {
  return registry;
}

/** `__Host-` keeps siblings of our domain from setting it; Lax because providers come back cross-site. */
function attributesOf({ isStrict }: Cookie) {
  const sameSite = isStrict ? 'strict' : 'lax';
  return { path: '/', secure: true, httpOnly: true, sameSite } as const;
}

export function readCookie(request: FastifyRequest, cookie: Cookie): string | undefined {
  return request.cookies[cookie.name];
}

export function setCookie(reply: FastifyReply, cookie: Cookie, value: string): void {
  void reply.setCookie(cookie.name, value, attributesOf(cookie));
}

export function clearCookie(reply: FastifyReply, cookie: Cookie): void {
  void reply.clearCookie(cookie.name, attributesOf(cookie));
}
