import type { Access } from './access.ts';

/** Long enough that nobody counts, short enough for a header, and nothing that could be two keys. */
export const idempotencyKeyShape = /^[\x21-\x7e]{16,200}$/;

/**
 * Whether requests of a route may name an idempotency key: orders of apps, which can be lost on their way. Whoever waits
 * for news orders nothing.
 */
export function takesIdempotencyKey(route: {
  method: string;
  access?: Access | undefined;
  contract?: { polled?: true } | undefined;
}): boolean {
  return route.method === 'POST' && route.access?.kind === 'app' && !route.contract?.polled;
}
