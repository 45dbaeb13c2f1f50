import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from './words.ts';

/** Named after this app: every app on `localhost` shares one cookie jar. */
const cookieName = 'parks_pass_session';

/** One request, as the handlers see it. */
export interface Visit {
  method: string;
  /** Without the language. */
  path: string;
  url: URL;
  language: Language;
  /** The visitor's secret, or nothing. */
  secret: string;
  form: URLSearchParams;
}

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: string;
}

/** Reads a request for the app at `origin`. */
export async function readVisit(request: IncomingMessage, origin: string): Promise<Visit> {
  const url = new URL(request.url ?? '/', origin);
  const [, prefix, rest] = /^(\/es)?(\/.*)?$/.exec(url.pathname) ?? [];
  return {
    method: request.method ?? 'GET',
    path: rest ?? '/',
    url,
    language: prefix === undefined ? 'en' : 'es',
    secret: cookieIn(request.headers.cookie ?? ''),
    form: new URLSearchParams(await text(request)),
  };
}

/** A form sent from one of our own pages; browsers say so in one of two ways. */
export function isOwnForm({ headers }: IncomingMessage, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin === origin : site === 'same-origin';
}

function cookieIn(header: string): string {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1] ?? '';
}

/** A page. Forms may lead to `formTarget` too: Chromium holds redirects after a form against this list. */
export function page(vnode: VNode, formTarget: string, status = 200): Answer {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    `form-action 'self' ${formTarget}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'same-origin',
  };
  return { status, headers, body: `<!doctype html>${renderToString(vnode)}` };
}

/** 303, so that loading a page again never sends a form again. */
export function seeOther(location: string, cookie?: string): Answer {
  const headers = cookie === undefined ? { location } : { location, 'set-cookie': cookie };
  return { status: 303, headers, body: '' };
}

/** Lax, since residents come back from another site; not Secure, since this app lives on loopback http only. */
export function cookieWith(secret: string): string {
  const age = secret === '' ? '; Max-Age=0' : '';
  return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Lax${age}`;
}

export function pathIn(language: Language, path: string): string {
  return language === 'es' ? `/es${path}` : path;
}
