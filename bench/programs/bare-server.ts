// The least that an answer can cost in Node: no framework, no check, no database. Everything is compared with it.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a bare server says once it listens. */
export interface BareReady {
  origin: string;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, { active: true });
  return readForm(request, (form) => answer(response, { active: true, length: form.size }));
});

function readForm(request: IncomingMessage, done: (form: URLSearchParams) => void): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => done(new URLSearchParams(body)));
}

function answer(response: ServerResponse, body: object): void {
  const text = JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(200, headers).end(text);
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
process.send?.({ origin: `http://127.0.0.1:${port}` } satisfies BareReady);
process.once('disconnect', () => process.exit());
