import { isIP } from 'node:net';
import { Agent, errors } from 'undici';
import { ServiceError } from '../../kernel/service-error.ts';
import { isLoopback, parseWebUrl } from '../../kernel/url-rules.ts';
import type { ExchangeLimits } from './limits.ts';
import { isPublicAddress, publicLookup } from './public-internet.ts';
import { isStrictObject } from './strict-json.ts';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Another server's answer that may be looked at, or why there is none. */
export type Answer =
  | { readonly kind: 'good'; readonly body: string }
  | { readonly kind: 'refusal'; readonly status: number; readonly body: string }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'malformed' };

/** Which hosts may be called: any, or those alone that are on the public internet. */
export type Reach = 'any' | 'public';

export type Send = (request: OutgoingRequest) => Promise<Answer>;

/**
 * Calls one server within limits: its own hosts only, over TLS, no redirects, no decompression, so
 * much time and so many bytes. Nothing of an answer gets into an error or a log.
 */
export class BoundedHttp {
  readonly #origins: ReadonlyMap<string, string>;
  readonly #agent: Agent;
  readonly #total: number;
  readonly #reach: Reach;

  /**
   * @param endpoints every URL that will be called; plain http is for loopback only
   * @param reach whether their hosts must be on the public internet, as where somebody else says what they are
   */
  constructor(endpoints: readonly string[], limits: ExchangeLimits, reach: Reach = 'any') {
    this.#origins = new Map(endpoints.map(checkedOrigin));
    this.#total = limits.total;
    this.#reach = reach;
    const lookup = reach === 'public' ? { lookup: publicLookup() } : {};
    this.#agent = new Agent({
      allowH2: false,
      connect: { timeout: limits.connect, ...lookup },
      maxResponseSize: limits.bodyBytes,
    });
  }

  /** For one exchange: all its calls share one deadline, counted from the first unless it runs already. */
  withinDeadline(running?: AbortSignal): Send {
    let deadline = running;
    return (request) => {
      deadline ??= AbortSignal.timeout(this.#total);
      return this.#send(request, deadline);
    };
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #send({ host, ...request }: OutgoingRequest, signal: AbortSignal): Promise<Answer> {
    const origin = this.#origins.get(host);
    if (origin === undefined || !this.#mayReach(origin)) return { kind: 'malformed' };
    try {
      const { statusCode, body } = await this.#agent.request({ origin, signal, ...request });
      return answerOf(statusCode, await body.bytes());
    } catch (error) {
      const isTooLarge = error instanceof errors.ResponseExceededMaxSizeError;
      return { kind: isTooLarge ? 'malformed' : 'unavailable' };
    }
  }

  /** A socket asks no resolver for a host that is an address already. */
  #mayReach(origin: string): boolean {
    const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
    return this.#reach === 'any' || isIP(host) === 0 || isPublicAddress(host);
  }
}

function checkedOrigin(endpoint: string): [host: string, origin: string] {
  const url = parseWebUrl(endpoint);
  if (url !== null && (url.protocol === 'https:' || isLoopback(url))) return [url.host, url.origin];
  throw new ServiceError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side.',
    detail: 'an endpoint is not an https URL',
  });
}

function answerOf(status: number, bytes: Uint8Array): Answer {
  const mayComeBack = status >= 500 || status === 429 || status === 408;
  if (mayComeBack) return { kind: 'unavailable' };
  const body = textOf(bytes);
  if (body === null || (status >= 300 && status < 400)) return { kind: 'malformed' };
  if (status >= 400) return { kind: 'refusal', status, body };
  return isStrictObject(body) ? { kind: 'good', body } : { kind: 'malformed' };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
