import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import type { AuthMethod } from '../../src/apps/city-app.ts';
import { Database } from '../../src/platform/database/database.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer, Call } from '../support/city-service.ts';
import { asserted, basic } from '../support/client-proof.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const asItself = { grant_type: 'client_credentials' };
const desk = {
  redirectUris: [],
  scopes: ['admin:links.revoke'],
  grantTypes: ['client_credentials' as const],
  scopesApproved: true,
};
const methods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;

let service: TestService;
let apps: Record<(typeof methods)[number], CityService>;
let kiosk: CityService;

beforeAll(async () => {
  service = await startTestService();
  const register = (authMethod: AuthMethod) =>
    CityService.register(service, { ...desk, authMethod });
  apps = {
    client_secret_basic: await register('client_secret_basic'),
    client_secret_post: await register('client_secret_post'),
    private_key_jwt: await register('private_key_jwt'),
  };
  kiosk = await CityService.register(service, { kind: 'public' });
});
afterAll(async () => {
  for (const app of [...Object.values(apps), kiosk]) app.close();
  await service.stop();
});

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

/** A token request with nothing but what the test says. */
const ask = (fields: Record<string, string>, call: Call = {}): Promise<Answer> =>
  kiosk.call('/oauth/token', { body: form({ ...asItself, ...fields }), ...call });

const withHeader = (authorization: string): Promise<Answer> =>
  ask({}, { headers: { authorization } });

const refused = {
  status: 401,
  text: '{"error":"invalid_client","error_description":"Client authentication failed."}',
  challenge: undefined,
  cache: 'no-store',
};
const challenged = { ...refused, challenge: 'Basic realm="civic-link"' };

/** What a refusal consists of. */
function seen({ status, text, headers }: Answer) {
  const { 'www-authenticate': challenge, 'cache-control': cache } = headers;
  return { status, text, challenge, cache };
}

describe('secrets', () => {
  const percent = (text: string) =>
    Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');

  test('CA-01 are read from a Basic header, raw or form-encoded', async () => {
    const { id, secret } = apps.client_secret_basic;
    expect((await withHeader(basic(id, secret))).status).toBe(200);
    expect((await withHeader(basic(percent(id), percent(secret)))).status).toBe(200);
  });

  test('CA-02 are read from the form', async () => {
    const { id, secret } = apps.client_secret_post;
    expect((await ask({ client_id: id, client_secret: secret })).status).toBe(200);
  });

  test('CA-04 are refused in the address, and never logged', async () => {
    const { id, secret } = apps.client_secret_post;
    const query = form({ client_id: id, client_secret: secret });
    const answer = await kiosk.call(`/oauth/token?${query}`, { body: form(asItself) });
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    expect(service.log()).not.toContain(secret);
    expect(service.log()).not.toContain('client_secret=');
  });

  test('CA-10 have 256 random bits in an alphabet that every client writes alike, and are stored as a hash', async () => {
    const { id, secret } = apps.client_secret_basic;
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [row] = await service.database.query<{ hash: Buffer }>(
      'select secret_hash as hash from civic.app_secret where app_id = $1',
      [id],
    );
    expect(row?.hash).toHaveLength(32);
    expect(row?.hash.toString()).not.toContain(secret);
  });
});

describe('CA-03 two methods in one request are refused', () => {
  const one = (): CityService => apps.client_secret_basic;
  test.each<[string, () => Promise<Answer>]>([
    [
      'CA-03 Basic and a secret in the form',
      () => ask({ client_secret: one().secret }, { headers: one().proof().headers }),
    ],
    [
      'CA-03 Basic and an assertion',
      () => ask(asserted(one().assertion()), { headers: one().proof().headers }),
    ],
    [
      'CA-03 a secret and an assertion',
      () =>
        ask({ client_id: one().id, client_secret: one().secret, ...asserted(one().assertion()) }),
    ],
    [
      'CA-03 Basic and the id of another client',
      () => ask({ client_id: kiosk.id }, { headers: one().proof().headers }),
    ],
  ])('%s', async (_, request) => {
    const answer = await request();
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
  });
});

describe('refusals', () => {
  test.each([
    ['no colon', `Basic ${Buffer.from('nocolon').toString('base64')}`],
    ['no base64', 'Basic ***'],
    ['a bad percent sequence', basic('a%zz', 'b')],
    ['a NUL', basic('a\0', 'b')],
    ['nothing', 'Basic '],
    ['five kilobytes', basic('a', 'x'.repeat(5000))],
    ['another scheme', 'Bearer abc'],
  ])('CA-06 malformed Basic, with %s', async (_, authorization) => {
    expect(seen(await withHeader(authorization))).toEqual(challenged);
  });

  test('CA-06 malformed Basic of ten kilobytes is stopped before anything reads it', async () => {
    const { status } = await withHeader(basic('a', 'x'.repeat(10_000)));
    expect(status).toBe(431);
  });

  test('CA-05 a wrong Basic header is answered with the challenge, a wrong form without', async () => {
    const { id } = apps.client_secret_basic;
    expect(seen(await withHeader(basic(id, 'wrong')))).toEqual(challenged);
    const other = apps.client_secret_post;
    expect(seen(await ask({ client_id: other.id, client_secret: 'wrong' }))).toEqual(refused);
    expect(seen(await ask(asserted('x.y.z')))).toEqual(refused);
  });

  test('CA-07 say the same of unknown clients and of wrong secrets', async () => {
    const known = apps.client_secret_post.id;
    const wrong = await ask({ client_id: known, client_secret: 'wrong' });
    const unknown = await ask({ client_id: 'nobody', client_secret: 'wrong' });
    expect([wrong.status, wrong.text]).toEqual([unknown.status, unknown.text]);
    expect(Object.keys(wrong.headers)).toEqual(Object.keys(unknown.headers));
  });
});

describe('who must show what', () => {
  test('CA-08 a confidential client without credentials is refused', async () => {
    expect(seen(await ask({}))).toEqual(challenged);
    for (const app of Object.values(apps))
      expect(seen(await ask({ client_id: app.id }))).toEqual(challenged);
  });

  test('CA-08 a public client names itself and shows nothing else', async () => {
    const grant = { grant_type: 'refresh_token', refresh_token: 'x' };
    expect((await ask({ ...grant, client_id: kiosk.id })).json.error).toBe('invalid_grant');
    expect(seen(await ask({ ...grant, client_id: kiosk.id, client_secret: 'x' }))).toEqual(refused);
    expect(seen(await ask(grant, { headers: { authorization: basic(kiosk.id, '') } }))).toEqual(
      challenged,
    );
    expect(seen(await ask({ ...grant, ...asserted(kiosk.assertion()) }))).toEqual(refused);
  });

  test.each(methods)('CA-09 the method an app is registered with is good: %s', async (own) => {
    const { headers, form: fields } = apps[own].proof();
    expect((await ask(fields ?? {}, { headers })).status).toBe(200);
  });

  test.each(
    methods.flatMap((own) =>
      [...methods, 'none' as const]
        .filter((shown) => shown !== own)
        .map((shown) => ({ own, shown, answer: /basic|none/.test(shown) ? challenged : refused })),
    ),
  )('CA-09 registered for $own, shown $shown: refused', async ({ own, shown, answer }) => {
    const { headers, form: fields } = apps[own].proof(shown);
    expect(seen(await ask(fields ?? {}, { headers }))).toEqual(answer);
  });

  test.each(['introspect', 'revoke'])(
    'CA-09 each method is good for /oauth/%s too',
    async (path) => {
      for (const app of Object.values(apps)) {
        expect((await app.post(`/oauth/${path}`, { token: 'x' })).status).toBe(200);
      }
    },
  );
});

describe('CA-07 failures are limited', () => {
  let guarded: TestService;
  let parks: CityService;
  let library: CityService;
  const home = '203.0.113.1';

  beforeAll(async () => {
    guarded = await startTestService({
      CLIENT_FAILURES_PER_MINUTE: '3',
      TRUSTED_PROXIES: '127.0.0.1',
    });
    parks = await CityService.register(guarded);
    library = await CityService.register(guarded);
  });
  afterAll(async () => {
    parks.close();
    library.close();
    await guarded.stop();
  });

  /** A request that costs nothing but the question who asks. */
  const asking = (address: string, authorization: string, at = guarded): Promise<Answer> =>
    parks.post(
      '/oauth/revoke',
      { token: 'x' },
      { headers: { authorization, 'x-forwarded-for': address }, service: at },
    );
  const failing = (address: string, app = parks, at = guarded): Promise<Answer> =>
    asking(address, basic(app.id, 'wrong'), at);
  const right = (address: string): Promise<Answer> =>
    asking(address, basic(parks.id, parks.secret));

  async function statuses(count: number, ask: (nth: number) => Promise<Answer>): Promise<number[]> {
    const found: number[] = [];
    while (found.length < count) found.push((await ask(found.length)).status);
    return found;
  }

  /** How often somebody took a connection to the database meanwhile. */
  async function roundTrips(work: () => Promise<unknown>): Promise<number> {
    const { pool } = guarded.running.app.get(Database);
    let count = 0;
    const note = (): void => void (count += 1);
    pool.on('acquire', note);
    await work();
    pool.off('acquire', note);
    return count;
  }

  test('CA-07 after too many from one address the answer is 429, with the time to wait', async () => {
    expect(await statuses(4, () => failing(home))).toEqual([401, 401, 401, 429]);
    const { json, headers } = await failing(home);
    expect(json).toEqual({
      error: 'temporarily_unavailable',
      error_description: 'Too many requests.',
    });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  test('CA-07 nobody locks an app out: not from elsewhere, not other apps, not its right secret', async () => {
    await statuses(4, () => failing(home));
    expect((await right(home)).status).toBe(200);
    expect((await failing('198.51.100.1')).status).toBe(401);
    expect((await failing(home, library)).status).toBe(401);
  });

  test('CA-07 failures at all replicas count together', async () => {
    const replica = await guarded.replica();
    const address = '203.0.113.2';
    const both = [guarded, guarded, replica, replica];
    expect(await statuses(4, (nth) => failing(address, parks, both[nth]))).toEqual([
      401, 401, 401, 429,
    ]);
  });

  test('CA-07 success costs no round trip, and neither does what is over the limit', async () => {
    await statuses(4, () => failing('203.0.113.3'));
    // One each would be twenty. Work that the service does by itself in the meantime may add a few.
    expect(await roundTrips(() => statuses(20, () => failing('203.0.113.3')))).toBeLessThan(15);
    expect(await roundTrips(() => statuses(20, () => right('203.0.113.4')))).toBeLessThan(15);
  });

  test('CA-07 made-up ids do not fill the database, and are no way around', async () => {
    const made = (nth: number): Promise<Answer> =>
      asking('203.0.113.5', basic(`made-up-${nth}`, 'x'));
    const answers = await statuses(40, made);
    expect(answers).toEqual([...Array<number>(30).fill(401), ...Array<number>(10).fill(429)]);
  });

  test('CA-07 what is counted by is neither an address nor an id', async () => {
    const rows = await guarded.database.query<{ key: string }>('select key from civic.rate_limit');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^client-failure:[\w-]{43}$/);
  });
});

describe('CA-11 a secret is changed without a pause', () => {
  test('CA-11 two are good at once, and a retired one is refused within a second on every replica', async () => {
    const replica = await service.replica();
    const app = await CityService.register(service);
    const rotate = async (overlapSeconds: number): Promise<string> => {
      const outcome = await service.running.app.get(Apps).rotateSecret(app.id, { overlapSeconds });
      return outcome.kind === 'rotated' ? outcome.secret : '';
    };
    const told = async (secret: string): Promise<number[]> => {
      const call = { headers: { authorization: basic(app.id, secret) } };
      const answers = await Promise.all(
        [service, replica].map((at) => app.introspect('x', { ...call, service: at })),
      );
      return answers.map(({ status }) => status);
    };
    const second = await rotate(3600);
    await service.travel(1);
    expect([await told(app.secret), await told(second)]).toEqual([
      [200, 200],
      [200, 200],
    ]);
    const third = await rotate(0);
    await service.travel(1);
    expect([await told(app.secret), await told(second), await told(third)]).toEqual([
      [401, 401],
      [401, 401],
      [200, 200],
    ]);
    app.close();
  });
});
