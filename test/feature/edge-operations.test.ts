import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { request } from 'undici';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { knock, sendRaw } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let app: CityService;
let secrets: string[];

const name = 'Zacharias Metricless';

beforeAll(async () => {
  service = await startTestService();
  app = await CityService.register(service);
  const resident = new Resident(service);
  const subject = '190000000000000777';
  await resident.link('google', { person: newPerson(service, { name, subject }) });
  const { accessToken, refreshToken, idToken } = await app.connect(resident);
  await app.introspect(accessToken);
  await app.userinfo(accessToken);
  await resident.leaveFor('facebook');
  const callback = new URL(await resident.decide({ person: newPerson(service) }));
  await resident.open(callback.href);
  const [link] = await new Evidence(service).links();
  secrets = [
    name,
    subject,
    link?.id ?? '',
    link?.resident_id ?? '',
    accessToken,
    refreshToken,
    idToken,
    app.secret,
    app.id,
    callback.searchParams.get('code') ?? '',
    callback.searchParams.get('state') ?? '',
    ...resident.browser.cookiesOf(service.url).values(),
  ];
});
afterAll(async () => {
  app.close();
  await service.stop();
});

describe('metrics', () => {
  const read = async () => (await request(service.metricsUrl)).body.text();

  test('are not to be had where residents go', async () => {
    for (const path of ['/metrics', '/metrics/', '/es/metrics', '//metrics']) {
      expect((await knock(service, path)).status).toBe(404);
    }
  });

  test('are at an address of their own, which has nothing else', async () => {
    expect(await read()).toContain('civic_http_request_seconds_bucket');
    const { origin } = new URL(service.metricsUrl);
    for (const path of ['/', '/account', '/metrics?x=1', '/health/live']) {
      expect((await request(origin + path)).statusCode).toBe(404);
    }
    expect((await request(service.metricsUrl, { method: 'POST' })).statusCode).toBe(404);
  });

  test('count by route pattern, method, status and provider, never by anybody', async () => {
    await knock(service, '/no/such/page/1');
    await knock(service, '/no/such/page/2');
    const text = await read();
    for (const secret of secrets) expect(text).not.toContain(secret);
    const own = text.split('\n').filter((line) => /^civic_(http|provider)/.test(line));
    const labels = new Set(
      own.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, label]) => label)),
    );
    expect([...labels].map(String).toSorted()).toEqual([
      'le',
      'method',
      'outcome',
      'provider',
      'route',
      'status',
    ]);
    const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
    for (const route of routes) expect(route).toMatch(/^(unknown|\/[\w./:-]*)$/);
    expect([...routes].some((route) => route?.includes('such'))).toBe(false);
  });
});

describe('every answer is counted once', () => {
  const countOf = async (labels: string): Promise<number> => {
    const text = await (await request(service.metricsUrl)).body.text();
    const line = text.split('\n').find((one) => one.includes(`seconds_count{${labels}}`));
    return Number(line?.split(' ').at(-1) ?? 0);
  };

  test.each([
    ['/.well-known/jwks.json', 'GET', 'route="/.well-known/jwks.json",method="GET",status="200"'],
    ['/.well-known/jwks.json', 'HEAD', 'route="/.well-known/jwks.json",method="HEAD",status="200"'],
    ['/oauth/introspect', 'POST', 'route="/oauth/introspect",method="POST",status="400"'],
    ['/account', 'GET', 'route="/account",method="GET",status="303"'],
    ['/nowhere', 'GET', 'route="unknown",method="GET",status="404"'],
  ])('%s (%s)', async (path, method, labels) => {
    const before = await countOf(labels);
    await knock(service, path, { method });
    expect(await countOf(labels)).toBe(before + 1);
  });
});

describe('the log', () => {
  const lines = () =>
    service
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('has lines of known shapes only', () => {
    const shapes: Record<string, string[]> = {
      'audit.checkpointed': ['entry', 'kind', 'token'],
      'request.finished': [
        'browser',
        'device',
        'method',
        'milliseconds',
        'network',
        'requestId',
        'route',
        'status',
        'system',
      ],
      'request.failed': ['code', 'detail', 'requestId', 'route', 'status'],
      'provider.answered': ['outcome', 'provider'],
      'housekeeping.finished': ['rows', 'table'],
    };
    for (const { level, time, event, ...fields } of lines()) {
      expect([typeof level, typeof time]).toEqual(['number', 'number']);
      expect([event, Object.keys(fields).toSorted()]).toEqual([event, shapes[String(event)]]);
    }
  });

  test('has nobody’s name, ID, token, code or cookie, and no query', async () => {
    await knock(service, '/link/google?secret=in-the-query', {
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/141.0 in-the-agent',
        referer: 'https://in-the-referer.example',
      },
    });
    for (const secret of secrets) expect(service.log()).not.toContain(secret);
    expect(service.log()).not.toMatch(/in-the-|\?|127\.0\.0\.1[^0-9/]/);
    expect(lines().at(-1)).toMatchObject({
      event: 'request.finished',
      route: '/link/:provider',
      network: '127.0.0.0/24',
      browser: 'Firefox',
      system: 'Linux',
      device: 'desktop',
    });
  });
});

describe('probes', () => {
  const readiness = async () => (await knock(service, '/health/ready')).status;

  test('answer whatever name the prober uses, and everything else does not', async () => {
    const ask = (path: string) =>
      sendRaw(service, `GET ${path} HTTP/1.1\r\nHost: 10.0.0.7\r\nConnection: close\r\n\r\n`);
    expect(await ask('/health/live')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('/health/ready')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask('/')).toMatch(/^HTTP\/1\.1 421 /);
  });

  test('without its database the service is alive, not ready, and ready again when it is back', async () => {
    const admin = new pg.Client({
      connectionString: service.database.adminUrl.replace(service.database.name, 'postgres'),
    });
    await admin.connect();
    try {
      expect(await readiness()).toBe(200);
      await admin.query(`alter database ${service.database.name} connection limit 0`);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename <> 'postgres'`,
        [service.database.name],
      );
      const down = await knock(service, '/health/ready');
      expect(down.status).toBe(503);
      expect(down.text).not.toMatch(/postgres|ECONN|socket|test_/i);
      expect((await knock(service, '/health/live')).status).toBe(200);
      const page = await knock(service, '/account', {
        headers: { cookie: `__Host-civic-session=${'A'.repeat(43)}` },
      });
      expect([page.status, page.headers['retry-after']]).toEqual([503, '2']);
      const token = await app.introspect('x');
      expect([200, 503]).toContain(token.status);
      await admin.query(`alter database ${service.database.name} connection limit -1`);
      expect(await readiness()).toBe(200);
    } finally {
      await admin.query(`alter database ${service.database.name} connection limit -1`);
      await admin.end();
    }
  });
});
