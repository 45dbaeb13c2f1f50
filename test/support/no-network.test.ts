import { createServer } from 'node:http';
import { once } from 'node:events';
import { connect, Socket, type AddressInfo } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, test } from '@jest/globals';

async function errorOf(socket: Socket): Promise<string> {
  const [error] = (await once(socket, 'error')) as [Error];
  return error.message;
}

describe('no test can reach the network', () => {
  // 192.0.2.1 belongs to nobody (RFC 5737): without the guard these would wait, not fail at once.
  const refused = /may not connect to/;

  test('by a socket, in any form of the arguments', async () => {
    expect(await errorOf(connect(443, '192.0.2.1'))).toMatch(refused);
    expect(await errorOf(connect({ port: 443, host: 'example.org' }))).toMatch(refused);
    expect(await errorOf(new Socket().connect(443, '192.0.2.1'))).toMatch(refused);
    expect(await errorOf(new Socket().connect({ port: 443, host: '2001:db8::1' }))).toMatch(
      refused,
    );
    expect(await errorOf(connect(443, '127.0.0.1.example.org'))).toMatch(refused);
  });

  test('by TLS', async () => {
    expect(await errorOf(connectTls({ port: 443, host: 'example.org' }))).toMatch(refused);
  });

  test('by fetch', async () => {
    const outcome = await fetch('https://example.org/').catch((error: Error) => error.cause);
    expect(outcome).toMatchObject({ code: 'EACCES', message: expect.stringMatching(refused) });
  });

  test('but loopback stays open', async () => {
    const server = createServer((_request, response) => response.end('here')).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      for (const host of ['127.0.0.1', 'localhost']) {
        const answer = await fetch(`http://${host}:${port}/`);
        expect(await answer.text()).toBe('here');
      }
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
