import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** One HTTP request, read to its end. */
export interface Call {
  readonly method: string;
  readonly rawUrl: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body read as a form; empty when the body is something else. */
  readonly form: URLSearchParams;
}

export async function readCall(request: IncomingMessage): Promise<Call> {
  const rawUrl = request.url ?? '/';
  const body = await text(request);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return {
    method: request.method ?? 'GET',
    rawUrl,
    url: new URL(`http://${request.headers.host ?? 'localhost'}${rawUrl}`),
    headers: request.headers,
    body,
    form: new URLSearchParams(isForm ? body : ''),
  };
}

/** The access token of a call: from the header (RFC 6750 section 2.1), else from the query. */
export function accessTokenOf(call: Call): string {
  const bearer = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '');
  return bearer?.[1] ?? call.url.searchParams.get('access_token') ?? '';
}
