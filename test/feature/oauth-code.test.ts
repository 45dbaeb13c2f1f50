import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let library: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  library = await CityService.register(service, { name: 'City Library' });
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

async function ledgerOf(type: string): Promise<number> {
  const rows = await service.database.query(
    'select 1 from civic.ledger_entry where type = $1 and app_id = $2',
    [type, parks.id],
  );
  return rows.length;
}

describe('the consent page', () => {
  test('names the app, what it will see, and lets the form go to the app alone', async () => {
    const page = await ana.open(library.authorizeUrl());
    expect(page.url.pathname).toMatch(/^\/connect\//);
    expect(page.text).toContain('City Library');
    expect(page.text).toContain('Ana');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain(`form-action 'self' ${new URL(library.callback).origin}`);
  });

  test('is shown once per app, and a yes to one app says nothing to another', async () => {
    await parks.codeFrom(ana);
    const again = await ana.open(parks.authorizeUrl());
    expect(again.url.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    const other = await ana.open(library.authorizeUrl());
    expect(other.url.pathname).toMatch(/^\/connect\//);
  });

  test('is shown again for more scopes, for a new policy, and when the app wishes', async () => {
    const some = await CityService.register(service);
    await some.codeFrom(ana, { scope: 'openid' });
    const more = await ana.open(some.authorizeUrl({ scope: 'openid linked_accounts' }));
    expect(more.url.pathname).toMatch(/^\/connect\//);
    const wished = await ana.open(some.authorizeUrl({ scope: 'openid', prompt: 'consent' }));
    expect(wished.url.pathname).toMatch(/^\/connect\//);
    await service.database.query(
      `update civic.consent set policy_version = '0' where app_id = $1`,
      [some.id],
    );
    const newPolicy = await ana.open(some.authorizeUrl({ scope: 'openid' }));
    expect(newPolicy.url.pathname).toMatch(/^\/connect\//);
    some.close();
  });

  test('a no goes back to the app as access_denied, and is on record', async () => {
    const app = await CityService.register(service);
    const page = await ana.open(app.authorizeUrl());
    const back = await ana.browser.submit(page.url.pathname, { decision: 'no' });
    expect(Object.fromEntries(back.url.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'state-1',
      iss: service.url,
    });
    const rows = await service.database.query(
      `select 1 from civic.ledger_entry where type = 'consent.refused' and app_id = $1`,
      [app.id],
    );
    expect(rows).toHaveLength(1);
    app.close();
  });

  test('a form without our token, or from another site, gives no code', async () => {
    const app = await CityService.register(service);
    const page = await ana.open(app.authorizeUrl());
    const noToken = await ana.browser.submit(page.url.pathname, { decision: 'yes', _csrf: '' });
    expect(noToken.status).toBe(403);
    await ana.open(page.url.pathname);
    const foreign = await ana.browser.submit(
      page.url.pathname,
      { decision: 'yes' },
      { headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } },
    );
    expect(foreign.status).toBe(403);
    app.close();
  });

  test('a second click gets the resident to the app as well, and is no second consent', async () => {
    const app = await CityService.register(service);
    const page = await ana.open(app.authorizeUrl());
    await ana.browser.submit(page.url.pathname, { decision: 'yes' }, { follow: false });
    ana.browser.page = page;
    const second = await ana.browser.submit(page.url.pathname, { decision: 'yes' });
    expect(second.url.searchParams.has('code')).toBe(true);
    const rows = await service.database.query(
      `select 1 from civic.ledger_entry where type = 'consent.given' and app_id = $1`,
      [app.id],
    );
    expect(rows).toHaveLength(1);
    app.close();
  });

  test("another browser cannot use the request's id", async () => {
    const app = await CityService.register(service);
    const page = await ana.open(app.authorizeUrl());
    const stranger = new Resident(service);
    await stranger.link('google', { person: 'jose' });
    const seen = await stranger.open(page.url.pathname);
    expect(seen.status).toBe(400);
    expect(seen.text).toContain('request_expired');
    app.close();
  });
});

describe('redeeming a code', () => {
  let code: string;
  beforeEach(async () => {
    code = await parks.codeFrom(ana);
  });

  test('answers 200 with tokens that are never stored', async () => {
    const answer = await parks.redeem(code);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'openid linked_accounts offline_access',
      refresh_token: expect.stringMatching(/^[\w-]{112}$/),
      id_token: expect.any(String),
    });
  });

  test('puts into the tokens what is listed, and nothing about the person', async () => {
    const { json } = await parks.redeem(code);
    const access = String(json.access_token);
    expect(headerOf(access)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    const { sub } = claimsOf(access);
    const time = expect.any(Number);
    expect(claimsOf(access)).toEqual({
      iss: service.url,
      sub: expect.stringMatching(/^[\w-]{43}$/),
      aud: `urn:civic-link:app:${parks.id}`,
      iat: time,
      exp: time,
      jti: expect.any(String),
      client_id: parks.id,
      scope: 'openid linked_accounts offline_access',
      sid: expect.any(String),
      auth_time: time,
    });
    expect(headerOf(String(json.id_token))).toMatchObject({ typ: 'JWT', alg: 'RS256' });
    expect(claimsOf(String(json.id_token))).toEqual({
      iss: service.url,
      sub,
      aud: parks.id,
      iat: time,
      exp: time,
      auth_time: time,
      at_hash: expect.stringMatching(/^[\w-]{22}$/),
    });
  });

  test('two apps know one resident under two names, one app always under one', async () => {
    const first = claimsOf(String((await parks.redeem(code)).json.access_token)).sub;
    const again = await parks.connect(ana);
    const other = await library.connect(ana);
    expect(claimsOf(again.accessToken).sub).toBe(first);
    expect(claimsOf(other.accessToken).sub).not.toBe(first);
  });

  test('works without repeating the redirect URI, and not with another one', async () => {
    const wrong = await parks.redeem(code, { redirect_uri: `${parks.callback}/` });
    expect(wrong.json.error).toBe('invalid_grant');
    expect((await parks.redeem(code, { redirect_uri: '' })).status).toBe(200);
  });

  test('leaves out the ID token without openid, and the refresh token without offline_access', async () => {
    const bare = await parks.connect(ana, { scope: 'linked_accounts' });
    expect(bare.answer.json).not.toHaveProperty('id_token');
    expect(bare.answer.json).not.toHaveProperty('refresh_token');
  });

  test.each([
    ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['a short verifier', { code_verifier: 'short' }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_request'],
    ['a made-up code', { code: 'A'.repeat(43) }, 'invalid_grant'],
    ['no code', { code: '' }, 'invalid_request'],
    ['another resource', { resource: 'https://other.example.gov' }, 'invalid_target'],
  ])('refuses %s, and the code stays good', async (_, changes, error) => {
    const refused = await parks.redeem(code, changes);
    expect([refused.status, refused.json.error]).toEqual([400, error]);
    expect((await parks.redeem(code)).status).toBe(200);
  });

  test('refuses another app, and the code stays good', async () => {
    const stolen = await library.redeem(code, {
      redirect_uri: parks.callback,
      code_verifier: parks.verifier,
    });
    expect(stolen.json.error).toBe('invalid_grant');
    expect((await parks.redeem(code)).status).toBe(200);
  });

  test('refuses a code that is older than 60 seconds', async () => {
    await service.travel(61);
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
  });

  test('lets exactly one of twenty through', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => parks.redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('a code used twice ends what it gave, and is on record once', async () => {
    const { json } = await parks.redeem(code);
    const before = await ledgerOf('code.replayed');
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
    expect(await ledgerOf('code.replayed')).toBe(before + 1);
    expect((await parks.introspect(String(json.access_token))).text).toBe('{"active":false}');
    expect((await parks.refresh(String(json.refresh_token))).json.error).toBe('invalid_grant');
  });

  test('a used code with a wrong verifier, or from another app, ends nothing', async () => {
    const { json } = await parks.redeem(code);
    await parks.redeem(code, { code_verifier: 'y'.repeat(43) });
    await library.redeem(code, { code_verifier: parks.verifier });
    expect((await parks.introspect(String(json.access_token))).json.active).toBe(true);
  });

  test('only hashes of codes and refresh tokens are in the database', async () => {
    const { json } = await parks.redeem(code);
    const rows = await service.database.query(
      `select t::text as row from civic.authorization_code t
       union all select t::text from civic.refresh_family t`,
    );
    const dump = JSON.stringify(rows);
    for (const secret of [code, String(json.refresh_token)]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

test('removing the link a resident signed in with makes unredeemed codes worthless', async () => {
  const li = new Resident(service);
  await li.link('google', { person: 'li' });
  const code = await parks.codeFrom(li);
  const [link] = await service.database.query<{ id: string }>(
    'select link_id as id from civic.authorization_code where used_at is null order by expires_at desc limit 1',
  );
  await service.running.app.get(LinkRemoval).byStaff({
    linkId: link?.id ?? '',
    actor: { kind: 'system' },
    reason: 'security',
  });
  const left = await service.database.query(
    'select 1 from civic.authorization_code where link_id = $1',
    [link?.id],
  );
  expect(left).toHaveLength(0);
  expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
});
