import type { CustomFetch } from 'openid-client';
import { BoundedHttp } from '../../platform/outgoing/bounded-http.ts';
import type { Send } from '../../platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../../platform/outgoing/limits.ts';

/** A call that brought nothing to look at. Carries no text of the identity provider. */
export class DirectoryFault extends Error {
  constructor(readonly kind: 'unavailable' | 'malformed') {
    super(`directory ${kind}`);
    this.name = 'DirectoryFault';
  }
}

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

function boundedFetch(send: Send): CustomFetch {
  return async (address, { method, headers, body }) => {
    const { host, pathname, search } = new URL(address);
    const answer = await send({
      method: method === 'POST' ? 'POST' : 'GET',
      host,
      path: pathname + search,
      headers: { ...headers, 'accept-encoding': 'identity', 'user-agent': 'civic-link' },
      body: body instanceof URLSearchParams ? body.toString() : null,
    });
    switch (answer.kind) {
      case 'good':
        return jsonAnswer(200, answer.body);
      case 'refusal':
        return jsonAnswer(answer.status, answer.body);
      case 'unavailable':
      case 'malformed':
        throw new DirectoryFault(answer.kind);
      default:
        return answer satisfies never;
    }
  };
}

function jsonAnswer(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}
