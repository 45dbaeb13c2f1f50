import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from 'undici';
import type { Dispatcher } from 'undici';
import type { TestService } from './service.ts';

/** One answer, redirects not followed. */
export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface Knock {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Sends to the second address of a replica, under the name of the first. */
  at?: string;
}

/** Sends one request exactly as it is given. */
export async function knock(service: TestService, path: string, how: Knock = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, at = service.address } = how;
  const answer = await request(new URL(at + path), {
    method: method as Dispatcher.HttpMethod,
    headers: { host: new URL(service.url).host, ...headers },
    body,
  });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}

/** A form as a browser would post it, from wherever `headers` say. */
export function form(fields: Record<string, string>, headers: Record<string, string> = {}): Knock {
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { ...type, ...headers },
  };
}

/** Writes bytes that no client would send and returns everything said until the connection is closed. */
export async function sendRaw(service: TestService, text: string): Promise<string> {
  const { hostname, port } = new URL(service.address);
  const socket = connect(Number(port), hostname);
  const said: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => said.push(chunk));
  // A server that hangs up while we still write is one of the right answers.
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(said).toString();
}
