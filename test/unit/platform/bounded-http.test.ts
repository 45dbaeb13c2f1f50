import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { BoundedHttp } from '../../../src/platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../../../src/platform/outgoing/limits.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A provider that answers as told, and a client that may call it. */
async function callable(answer: RequestListener, limits = exchangeLimits) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = new BoundedHttp([`http://${host}/token`], limits);
  closing.push(
    () => http.close(),
    () => server.close(),
  );
  const request = { method: 'GET', host, path: '/', headers: {}, body: null } as const;
  return { http, request };
}

describe('a call to a provider', () => {
  test('shares its deadline with the other calls of the exchange', async () => {
    const late: RequestListener = (_request, response) => setTimeout(() => response.end('{}'), 300);
    const { http, request } = await callable(late, { ...exchangeLimits, total: 500 });
    // The first connection of a process may be slow; it is not what is measured.
    await http.withinDeadline()(request);
    const send = http.withinDeadline();
    expect(await send(request)).toEqual({ kind: 'good', body: '{}' });
    expect(await send(request)).toEqual({ kind: 'unavailable' });
    expect(await http.withinDeadline()(request)).toEqual({ kind: 'good', body: '{}' });
  });

  test('reaches no other host', async () => {
    const calls: string[] = [];
    const { http, request } = await callable((call, response) => {
      calls.push(call.url ?? '');
      response.end('{}');
    });
    const elsewhere = { ...request, host: request.host.replace('127.0.0.1', 'localhost') };
    expect(await http.withinDeadline()(elsewhere)).toEqual({ kind: 'malformed' });
    expect(calls).toEqual([]);
  });

  test.each([
    [301, 'malformed'],
    [307, 'malformed'],
    [408, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [599, 'unavailable'],
  ])('answered with %i is %s', async (status, kind) => {
    const { http, request } = await callable((_call, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end('{"access_token":"EVIL"}');
    });
    expect(await http.withinDeadline()(request)).toEqual({ kind });
  });

  test('passes a refusal on to be understood', async () => {
    const { http, request } = await callable((_call, response) => {
      response.writeHead(400).end('{"error":"invalid_grant"}');
    });
    const refusal = { kind: 'refusal', status: 400, body: '{"error":"invalid_grant"}' };
    expect(await http.withinDeadline()(request)).toEqual(refusal);
  });

  test.each([
    ['65,537 bytes', Buffer.alloc(65_537, ' ')],
    ['broken UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['a list', Buffer.from('[]')],
  ])('does not believe %s', async (_name, body) => {
    const { http, request } = await callable((_call, response) => response.end(body));
    expect(await http.withinDeadline()(request)).toEqual({ kind: 'malformed' });
  });

  test('that finds nobody is unavailable', async () => {
    const http = new BoundedHttp(['http://127.0.0.1:1/token'], exchangeLimits);
    closing.push(() => http.close());
    const request = {
      method: 'GET',
      host: '127.0.0.1:1',
      path: '/',
      headers: {},
      body: null,
    } as const;
    expect(await http.withinDeadline()(request)).toEqual({ kind: 'unavailable' });
  });

  test.each(['http://graph.facebook.com/me', 'ftp://127.0.0.1/', 'https://a@b.c/', 'nonsense'])(
    'is not set up for %s',
    (endpoint) => {
      expect(() => new BoundedHttp([endpoint], exchangeLimits)).toThrow('on our side');
    },
  );
});
