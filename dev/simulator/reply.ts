import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/**
 * What is sent back for one call. It writes to the response itself, so that a reply can also be
 * a broken one; the signal is raised when the caller has gone.
 */
export type Reply = ((response: ServerResponse, gone: AbortSignal) => void | Promise<void>) & {
  /** The body of a whole answer. */
  readonly text?: string;
};

export type Json = Record<string, unknown>;

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A whole answer with these exact bytes as its body. */
export function raw(
  status: number,
  type: string,
  body: string,
  headers: OutgoingHttpHeaders = {},
): Reply {
  const all = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  };
  const send = (response: ServerResponse): void => {
    response.writeHead(status, all).end(body);
  };
  return Object.assign(send, { text: body });
}

export function json(status: number, body: unknown, headers?: OutgoingHttpHeaders): Reply {
  return raw(status, JSON_TYPE, JSON.stringify(body), headers);
}

/** 200 with exactly this text, which calls itself JSON whether it is or not. */
export function jsonText(text: string): Reply {
  return raw(200, JSON_TYPE, text);
}

export function html(status: number, body: string, headers?: OutgoingHttpHeaders): Reply {
  return raw(status, 'text/html; charset=utf-8', body, headers);
}

/** 303, so that the browser follows with GET whatever it sent (RFC 9110 section 15.4.4). */
export function redirect(location: URL | string): Reply {
  return raw(303, 'text/plain', '', { location: location.toString() });
}
