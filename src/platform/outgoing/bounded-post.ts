import { isIP } from 'node:net';
import { Agent } from 'undici';
import { mayReach, reachableLookup } from './reach.ts';
import type { Lookup, ReachSettings } from './reach.ts';

/** How much of our time and memory a receiver may take. */
const limits = { connect: 2_000, total: 5_000, bodyBytes: 16_384 };

export type PostAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'unavailable' };

/**
 * Sends to addresses that apps name: no redirects, so much time and so many bytes, and only where the settings let it go.
 * Nothing of an answer gets into an error or a log.
 */
export class BoundedPost {
  readonly #agent: Agent;

  constructor(
    private readonly reach: ReachSettings,
    lookup?: Lookup,
  ) {
    this.#agent = new Agent({
      allowH2: false,
      connect: { timeout: limits.connect, lookup: reachableLookup(reach, lookup) },
      maxResponseSize: limits.bodyBytes,
    });
  }

  async send(
    address: string,
    { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  ): Promise<PostAnswer> {
    const { origin, hostname, pathname, search } = new URL(address);
    // A socket asks no resolver for a host that is an address already.
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !mayReach(host, this.reach)) return { kind: 'unavailable' };
    try {
      const { statusCode, body: answer } = await this.#agent.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers: { ...headers, 'user-agent': 'civic-link' },
        body,
        signal: AbortSignal.timeout(limits.total),
      });
      return { kind: 'answered', status: statusCode, body: await answer.text() };
    } catch {
      return { kind: 'unavailable' };
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}
