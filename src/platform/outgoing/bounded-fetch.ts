import type { Send } from './bounded-http.ts';

/** A call that brought nothing to look at. Carries no text of the other server. */
export class OutgoingFault extends Error {
  constructor(readonly kind: 'unavailable' | 'malformed') {
    super(`the other server is ${kind}`);
    this.name = 'OutgoingFault';
  }
}

/** What libraries for OAuth ask a `fetch` of. */
interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * `send` as the `fetch` that libraries for OAuth expect. An answer is its status and its JSON; other headers are gone.
 * @throws OutgoingFault
 */
export function boundedFetch(send: Send) {
  return async (address: string, { method, headers, body }: Asked): Promise<Response> => {
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
        throw new OutgoingFault(answer.kind);
      default:
        return answer satisfies never;
    }
  };
}

function jsonAnswer(status: number, body: string): Response {
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}
