import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { problems } from '../../src/platform/http/problems.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { form, knock, sendRaw } from '../support/raw-http.ts';
import type { Answer, Knock } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let app: CityService;

beforeAll(async () => {
  service = await startTestService();
  app = await CityService.register(service);
});
afterAll(async () => {
  app.close();
  await service.stop();
});

const canary = 'CANARY-7f3a';
const markup = `"><script>${canary}</script>`;
const query = `x=${encodeURIComponent(markup)}&state=${canary}&error_description=${canary}&r=${canary}&provider=${canary}`;

/** Requests that fail, each with something of its own in every place a request has. */
const failures: [string, string, Knock][] = [
  ['an unknown page', `/${canary}?${query}`, {}],
  ['an unknown page with markup', `/${encodeURIComponent(markup)}`, {}],
  ['an address that looks like another host', `//${canary}.example/`, {}],
  ['an address that cannot be decoded', `/%zz${canary}`, {}],
  ['an unknown Spanish page', `/es/${canary}?${query}`, {}],
  ['an unknown provider', `/link/${canary}?${query}`, {}],
  ['a malformed callback', `/callback/google?code=${canary}&state=${canary}&${query}`, {}],
  ['a callback of nobody', `/callback/${canary}?code=${canary}`, {}],
  ['an unknown ending', `/link/ended/${canary}?${query}`, {}],
  ['a form without its token', '/link/google', form({ _csrf: canary, r: markup })],
  [
    'an authorization request of nobody',
    `/oauth/authorize?client_id=${canary}&redirect_uri=${canary}&${query}`,
    {},
  ],
  ['an unknown API route', `/api/${canary}?${query}`, {}],
  [
    'an API call without a token',
    `/api/admin/links/${canary}/revoke`,
    { method: 'POST', headers: { authorization: `Bearer ${canary}` } },
  ],
  ['an unknown OAuth route', `/oauth/${canary}?${query}`, {}],
  [
    'a token request with nonsense',
    '/oauth/token',
    form({ grant_type: canary, code: markup, client_id: canary }),
  ],
  [
    'an introspection by nobody',
    '/oauth/introspect',
    form({ token: canary, client_id: canary, client_secret: markup }),
  ],
  [
    'userinfo for a token of nobody',
    '/oauth/userinfo',
    { headers: { authorization: `Bearer ${canary}` } },
  ],
  ['a body that is too large', '/oauth/token', form({ a: canary.repeat(9000) })],
  [
    'a content type of its own',
    '/oauth/token',
    { method: 'POST', headers: { 'content-type': `x/${canary}` }, body: canary },
  ],
  [
    'a method of its own',
    '/account',
    { method: 'PATCH', headers: { 'x-a': canary }, body: canary },
  ],
];

/** What may never be read from outside: files, statements, classes, addresses of ours. */
const inside =
  /node_modules|\.ts\b|\.js\b|at [A-Z]\w+\.|select |insert |SQLSTATE|civic\.|postgres|FST_ERR|Exception|ECONN|stack/i;

/** A refused authorization request can be read in the other language: the link to that quotes it, nothing else does. */
const quotes = /(?<=<a class="cl-toggle"[^<>]* href=")\/es\/oauth\/authorize\?[^"<>]*/;

function expectQuiet(answer: Answer): void {
  expect(answer.text.replace(quotes, '')).not.toContain(canary);
  expect(JSON.stringify(answer.headers)).not.toContain(canary);
  expect(answer.text.replace(/(href|src)="\/assets\/[^"]+"/g, '')).not.toMatch(inside);
}

describe('C-95 a failure tells nothing of the request and nothing of us', () => {
  test.each(failures)('%s', async (_, path, how) => {
    const answer = await knock(service, path, how);
    expect(answer.status).toBeGreaterThanOrEqual(303);
    expect(answer.status).toBeLessThan(500);
    expectQuiet(answer);
  });

  test('a failure of ours is a plain 500 or 503', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    await resident.open('/account');
    await service.database.query('alter table civic.link rename to link_away');
    try {
      const page = await resident.open('/account');
      expect([500, 503]).toContain(page.status);
      expectQuiet(page);
      expect(page.text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    } finally {
      await service.database.query('alter table civic.link_away rename to link');
    }
    expect((await resident.open('/account')).status).toBe(200);
  });

  test('the connection itself is refused without a word of the request', async () => {
    for (const text of [
      `${canary}\r\n\r\n`,
      `GET /${canary} HTTP/9.9\r\n\r\n`,
      `GET / HTTP/1.1\r\n${canary}\r\n\r\n`,
    ]) {
      const said = await sendRaw(service, text);
      expect(said).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(said).not.toContain(canary);
    }
  });

  test('and nothing of all this is in the log', () => {
    expect(service.log()).toContain('request.failed');
    expect(service.log()).not.toContain(canary);
  });
});

describe('an error has the form its caller reads', () => {
  test.each([
    ['/nowhere', 404],
    ['/link/nobody', 404],
    ['/callback/google', 400],
    ['/oauth/authorize', 400],
    ['/%zz', 404],
  ])('%s is a page with a way on and a help code', async (path, status) => {
    const answer = await knock(service, path);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain(String(answer.headers['x-request-id']));
    expect(answer.text).toMatch(/<title>Error: [^<]+<\/title>/);
    expect(answer.text).toMatch(/<a [^>]*href="\/"/);
  });

  test('in Spanish below /es', async () => {
    const answer = await knock(service, '/es/nowhere');
    expect(answer.text).toContain('<html lang="es">');
    expect(answer.text).toMatch(/<a [^>]*href="\/es\/?"/);
  });

  test('the help code finds the line of the log', async () => {
    const answer = await knock(service, '/nowhere');
    const lines = service
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const own = lines.filter(({ requestId }) => requestId === answer.headers['x-request-id']);
    expect(own.map(({ event }) => event)).toEqual(['request.failed', 'request.finished']);
  });

  test.each([
    ['/api/nowhere', 'GET', 404],
    ['/api/admin/links/x/revoke', 'POST', 401],
    ['/api/admin/links/x/revoke', 'GET', 405],
  ])('%s (%s) is a problem of the catalogue', async (path, method, status) => {
    const answer = await knock(service, path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const body = JSON.parse(answer.text) as Record<string, string>;
    const [, slug = ''] = String(body.type).split('#');
    expect(Object.keys(body).toSorted()).toEqual([
      'code',
      'help',
      'instance',
      'status',
      'title',
      'type',
    ]);
    expect(body).toMatchObject({ ...problems[slug as keyof typeof problems], status });
    expect(body.instance).toBe(`urn:request:${String(answer.headers['x-request-id'])}`);
  });

  test.each<[string, string, Knock, number]>([
    ['nothing', '/oauth/token', form({}), 401],
    [
      'a wrong client',
      '/oauth/introspect',
      form({ token: 'x', client_id: 'x', client_secret: 'x' }),
      401,
    ],
    ['an unknown route', '/oauth/nowhere', {}, 404],
    ['too much', '/oauth/token', form({ a: 'a'.repeat(70_000) }), 413],
    [
      'a picture',
      '/oauth/token',
      { method: 'POST', headers: { 'content-type': 'image/png' }, body: 'x' },
      415,
    ],
    [
      'broken JSON',
      '/oauth/revoke',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' },
      400,
    ],
  ])('OAuth told %s answers by RFC 6749', async (_, path, how, status) => {
    const answer = await knock(service, path, how);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.text)).toEqual({
      error: expect.stringMatching(/^[a-z_]+$/),
      error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
    });
  });
});
