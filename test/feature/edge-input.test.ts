import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { newPerson } from '../support/evidence.ts';
import { knock, sendRaw } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { pageRoutesOf, routesOf } from '../support/routes.ts';
import { Clerk } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let signedIn: Record<string, string>;
let token: string;

beforeAll(async () => {
  service = await startTestService();
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const { text } = await resident.open('/account/delete');
  token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const cookie = [...resident.browser.cookiesOf(service.url)]
    .map((pair) => pair.join('='))
    .join('; ');
  const { browser } = await Clerk.start(service, 'operator');
  const staff = browser.cookiesOf(service.url).get('__Host-civic-staff-session') ?? '';
  const both = `${cookie}; __Host-civic-staff-session=${staff}`;
  signedIn = { cookie: both, origin: service.url };
});
afterAll(() => service.stop());

const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const asked = (path: string): string =>
  path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
const posts = () => routesOf(service).filter(({ method }) => method === 'POST');

/** As it should be, or before that: without a token, or where an operator may not go. The draft of a policy is long. */
const isRefused = (path: string, status: number, wanted: number): boolean =>
  [wanted, 401].includes(status) || (path.startsWith('/staff/') && status === 403);

describe('C-93 what is too much is refused at once', () => {
  test.each([64 * 1024 + 1, 1024 * 1024])('a body of %i bytes: 413', async (size) => {
    for (const { path } of posts()) {
      const how = { method: 'POST', headers: { ...formType, ...signedIn }, body: 'a'.repeat(size) };
      const { status } = await knock(service, asked(path), how);
      expect([path, isRefused(path, status, 413)]).toEqual([path, true]);
    }
  });

  test('a body that says it is small and goes on', async () => {
    const { host } = new URL(service.url);
    const head = `POST /oauth/token HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${formType['content-type']}\r\n`;
    const chunk = `ffff\r\n${'a'.repeat(0xffff)}\r\n`;
    const said = await sendRaw(
      service,
      `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(4)}`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('headers of more than 8 kB: 431', async () => {
    const { host } = new URL(service.url);
    const said = await sendRaw(
      service,
      `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Big: ${'a'.repeat(9000)}\r\n\r\n`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 431 /);
    expect(said).not.toContain('aaaa');
  });

  test('two thousand small headers', async () => {
    const { host } = new URL(service.url);
    const many = Array.from({ length: 2000 }, (_, index) => `a${index}: 1\r\n`).join('');
    const said = await sendRaw(service, `GET / HTTP/1.1\r\nHost: ${host}\r\n${many}\r\n`);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe('only forms where forms are read', () => {
  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'image/png', 'x'])(
    '%s: 415',
    async (type) => {
      for (const { path } of posts()) {
        const headers = { ...signedIn, 'content-type': type };
        const { status } = await knock(service, asked(path), {
          method: 'POST',
          headers,
          body: `_csrf=${token}`,
        });
        expect([path, isRefused(path, status, 415)]).toEqual([path, true]);
      }
    },
  );
});

describe('no body, however odd, is our fault', () => {
  const bodies: [string, string][] = [
    ['nothing', ''],
    ['ten thousand keys', Array.from({ length: 10_000 }, (_, index) => `a${index}=`).join('&')],
    ['a key many times', 'decision=save&'.repeat(4000)],
    ['brackets ten thousand deep', `a${'[b]'.repeat(10_000)}=1`],
    ['prototype names', '__proto__=1&constructor=1&__proto__[x]=1&hasOwnProperty=1&toString=1'],
    ['broken escapes', '%zz=%&%ff=%c3%28&a=%00'],
    ['NUL and line breaks', 'decision=%00%0d%0a&save_name=%0a'],
    ['lone surrogates', 'a=%ed%a0%80'],
    ['no names', '=&=&==&&&'],
    ['JSON in a form', '{"decision":"save"}'],
  ];

  test.each(bodies)('%s, on every form there is', async (_, body) => {
    for (const { path } of posts()) {
      for (const prefix of ['', `_csrf=${token}&understood=no&decision=no&`]) {
        if (path === '/sign-out' && prefix !== '') continue;
        const how = { method: 'POST', headers: { ...formType, ...signedIn }, body: prefix + body };
        const { status } = await knock(service, asked(path), how);
        expect([path, status >= 500]).toEqual([path, false]);
      }
    }
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test.each([
    '{"a":',
    '[]',
    'null',
    '1',
    `${'['.repeat(30_000)}`,
    '{"__proto__":{"x":1}}',
    '{"constructor":{}}',
  ])('JSON that is %s', async (body) => {
    for (const { path } of posts()) {
      const headers = { ...signedIn, 'content-type': 'application/json' };
      const { status } = await knock(service, asked(path), { method: 'POST', headers, body });
      // A form before may have signed the clerk out.
      const isToDoor = path.startsWith('/staff/') && status === 303;
      expect([path, isToDoor || (status >= 400 && status < 500)]).toEqual([path, true]);
    }
  });

  test('nor any address', async () => {
    const odd = [
      '%00',
      '%ff',
      '%zz',
      '..%2f..%2fetc',
      'a'.repeat(4000),
      '%E2%80%AE',
      '__proto__',
      "' or 1=1--",
      '🦜',
    ];
    for (const { path } of pageRoutesOf(service).filter(({ method }) => method === 'GET')) {
      for (const text of odd) {
        const value = text.includes('%') ? text : encodeURIComponent(text);
        const address = `${path.replace(/:\w+/g, value)}?r=${value}&provider=${value}&r[]=1`;
        const { status } = await knock(service, address, { headers: signedIn });
        expect([address, status >= 500]).toEqual([address, false]);
      }
    }
  });
});

test.each(['GET', 'OPTIONS', 'POST', 'HEAD'])(
  '`%s *`, which asks the whole server, is refused with our headers',
  async (method) => {
    const { host } = new URL(service.url);
    const request = `${method} * HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${service.url}\r\nConnection: close\r\n\r\n`;
    const said = await sendRaw(service, request);
    expect(said).toMatch(/^HTTP\/1\.1 40[34] /);
    expect(said).toContain('content-security-policy: ');
    expect(said).not.toContain('statusCode');
  },
);

describe('one request is one request', () => {
  const head = (): string => `Host: ${new URL(service.url).host}\r\n`;
  const cases: [string, () => string][] = [
    [
      'length and chunks',
      () =>
        `POST /oauth/token HTTP/1.1\r\n${head()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /account HTTP/1.1\r\n${head()}\r\n`,
    ],
    [
      'two lengths',
      () =>
        `POST /oauth/token HTTP/1.1\r\n${head()}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
    ],
    [
      'an unknown coding',
      () => `POST /oauth/token HTTP/1.1\r\n${head()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'a bad chunk size',
      () => `POST /oauth/token HTTP/1.1\r\n${head()}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
    ],
    [
      'two hosts',
      () => `GET / HTTP/1.1\r\n${head()}Host: evil.example\r\nConnection: close\r\n\r\n`,
    ],
    ['no host', () => 'GET / HTTP/1.1\r\n\r\n'],
    ['a bare line feed in a header', () => `GET / HTTP/1.1\r\n${head()}X: a\nY: b\rZ: c\r\n\r\n`],
    ['a space before the colon', () => `GET / HTTP/1.1\r\n${head()}X : a\r\n\r\n`],
    ['HTTP/0.9', () => 'GET /\r\n\r\n'],
    ['not HTTP', () => '\x16\x03\x01\x02\x00\x01\r\n\r\n'],
  ];

  test.each(cases)('%s: one refusal, and the connection is closed', async (_, text) => {
    const said = await sendRaw(service, text());
    expect(said.match(/HTTP\/1\.1 \d{3}/g)).toEqual([expect.stringMatching(/ 4\d\d$/)]);
  });
});

describe('a connection that says nothing does not stay', () => {
  test('the limits are the ones that were measured', () => {
    const server: FastifyInstance = service.running.app.getHttpAdapter().getInstance();
    const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = server.server;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, timeout }).toEqual({
      headersTimeout: 8000,
      requestTimeout: 15_000,
      keepAliveTimeout: 5000,
      timeout: 30_000,
    });
  });

  test('headers that never end are cut off within eleven seconds, and nobody else waits', async () => {
    const { hostname, port } = new URL(service.address);
    const started = performance.now();
    const slow = connect(Number(port), hostname);
    slow.on('error', () => undefined);
    slow.resume();
    slow.write('GET / HTTP/1.1\r\nHost: x\r\n');
    const dripping = setInterval(() => slow.write('X: y\r\n'), 500);
    expect((await knock(service, '/health/live')).status).toBe(200);
    // However it is cut off: `once` would take a reset for a failure.
    await new Promise((resolve) => slow.once('close', resolve));
    clearInterval(dripping);
    expect((performance.now() - started) / 1000).toBeLessThan(11);
  }, 20_000);
});
