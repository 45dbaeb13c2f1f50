import type { FastifyRequest } from 'fastify';

/** What a page of a resident's asks and does before a session ends. */
export const endingPaths = {
  askPath: '/account/time-left',
  stayPath: '/account/stay',
  signOutPath: '/sign-out',
} as const;

const ownPage = /^\/account(\/[\w-]+)*(\?[\w=&-]*)?$/;

/**
 * A page of the resident's own to return to after signing in again, as a path without a language; null for everything
 * else. What is asked comes from an address, so it may be anything: only such a page can never lead elsewhere.
 */
export function returnPath(asked: unknown): string | null {
  return typeof asked === 'string' && asked.length <= 200 && ownPage.test(asked) ? asked : null;
}

/**
 * Where a browser goes whose session has ended. After reading, the page leads back to where they were; a form that came
 * too late is not sent again, and the page says that the last step is to be done once more.
 */
export function endedPath({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): string {
  if (method !== 'GET' && method !== 'HEAD') return '/session-ended?step=lost';
  const path = returnPath(url);
  return path === null ? '/session-ended' : `/session-ended?back=${encodeURIComponent(path)}`;
}
