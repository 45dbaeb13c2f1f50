import type { CustomFetch } from 'openid-client';
import { boundedFetch } from '../../platform/outgoing/bounded-fetch.ts';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../../platform/outgoing/limits.ts';

/**
 * Lets openid-client ask these addresses, with a `fetch` that keeps our limits: these hosts alone, one deadline for all of
 * it, so many bytes, no redirects.
 */
export async function withinLimits<T>(
  addresses: readonly string[],
  ask: (fetch: CustomFetch) => Promise<T>,
): Promise<T> {
  const http = new BoundedHttp(addresses, exchangeLimits);
  try {
    return await ask(boundedFetch(http.withinDeadline()));
  } finally {
    await http.close();
  }
}
