import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
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

describe('the consent page', () => {
  test('CO-01 names the app, what it will see, and lets the form go to the app alone', async () => {
    const page = await ana.open(library.authorizeUrl());
    expect(page.url.pathname).toMatch(/^\/connect\//);
    for (const word of ['City Library', 'Parks and Recreation', '180 days', 'policy version 1']) {
      expect(page.text).toContain(word);
    }
    expect(page.text).toContain('Ana');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain(`form-action 'self' ${new URL(library.callback).origin}`);
  });

  test('AZ-24 is shown once per app, and a yes to one app says nothing to another', async () => {
    await parks.codeFrom(ana);
    const again = await ana.open(parks.authorizeUrl());
    expect(again.url.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    const other = await ana.open(library.authorizeUrl());
    expect(other.url.pathname).toMatch(/^\/connect\//);
  });

  test('CO-04 is shown again for more scopes, for a new policy, and when the app wishes', async () => {
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

  test('AZ-20 a no goes back to the app as access_denied, and is on record', async () => {
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

  test('AZ-18 a form without our token, or from another site, gives no code', async () => {
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

describe('several linked accounts', () => {
  const subject = '104111222333444555666';
  let li: Resident;
  beforeAll(async () => {
    const subjects = { google: subject, facebook: '10150000000000777' };
    service.simulator.addPerson({ id: 'two-accounts', name: 'Li Wei', subjects });
    li = new Resident(service);
    await li.link('google', { person: 'two-accounts' });
    await li.link('facebook', { person: 'two-accounts' });
  });

  const linksOn = (text: string) =>
    [...text.matchAll(/name="link" value="([^"]+)"/g)].map(([, id = '']) => id);

  /** Asks, lets the resident choose, and returns what the app then hears. */
  async function shown(app: CityService, chosen: number[], changes = {}): Promise<unknown> {
    const page = await li.open(app.authorizeUrl({ prompt: 'consent', ...changes }));
    const ids = linksOn(page.text).filter((_, position) => chosen.includes(position));
    const back = await app.allow(li, ids);
    const { json } = await app.redeem(String(back.url.searchParams.get('code')));
    return (await app.userinfo(String(json.access_token))).json.linked_accounts;
  }

  test('CO-01 each with its value, none chosen beforehand, and the app sees those chosen', async () => {
    const app = await CityService.register(service);
    const page = await li.open(app.authorizeUrl());
    expect(linksOn(page.text)).toHaveLength(2);
    expect(page.text).not.toMatch(/<input[^>]* checked/);
    expect(await shown(app, [1])).toEqual([expect.objectContaining({ provider: 'facebook' })]);
    expect(await shown(app, [])).toEqual([]);
    expect(await shown(app, [0, 1])).toHaveLength(2);
    const again = await li.open(app.authorizeUrl({ prompt: 'consent' }));
    expect(again.text.match(/<input[^>]* checked/g)).toHaveLength(2);
    app.close();
  });

  test("CO-01 another resident's link cannot be chosen", async () => {
    const app = await CityService.register(service);
    const [foreign] = await service.database.query<{ id: string }>(
      `select l.id from civic.link l join civic.city_app a on true
       where l.provider = 'google' order by l.created_at limit 1`,
    );
    await li.open(app.authorizeUrl());
    await app.allow(li, [String(foreign?.id)]);
    const consents = await service.database.query(
      'select links from civic.consent where app_id = $1',
      [app.id],
    );
    expect(foreign).toBeDefined();
    expect(consents).toEqual([{ links: [] }]);
    app.close();
  });

  test('CO-01 a question that shows no accounts leaves those that were chosen', async () => {
    const app = await CityService.register(service);
    expect(await shown(app, [1], { scope: 'openid linked_accounts' })).toHaveLength(1);
    await li.open(app.authorizeUrl({ scope: 'openid offline_access' }));
    await app.allow(li);
    const { accessToken } = await app.connect(li);
    const { json } = await app.userinfo(accessToken);
    expect(json.linked_accounts).toEqual([expect.objectContaining({ provider: 'facebook' })]);
    app.close();
  });

  test('CO-01 user IDs are shown and told with their own scope alone', async () => {
    const scopes = ['openid', 'linked_accounts', 'linked_account_ids'];
    const app = await CityService.register(service, { scopes, scopesApproved: true });
    const scope = 'openid linked_account_ids';
    const page = await li.open(app.authorizeUrl({ scope }));
    expect(page.text).toContain(subject);
    expect(await shown(app, [0], { scope })).toEqual([
      { provider: 'google', user_id: subject, linked_at: expect.any(Number) },
    ]);
    const names = await shown(app, [0], { scope: 'openid linked_accounts' });
    expect(names).toEqual([expect.not.objectContaining({ user_id: subject })]);
    app.close();
  });
});

describe('the city services page', () => {
  test('CO-02 lists what was allowed with the values, and takes it back at once', async () => {
    const app = await CityService.register(service, { name: 'Pool Pass' });
    const { accessToken, refreshToken } = await app.connect(ana);
    const list = await ana.open('/account/apps');
    for (const word of ['Pool Pass', 'Parks and Recreation', 'Ana Rivera'])
      expect(list.text).toContain(word);
    await ana.open(`/account/apps/${app.id}/disconnect`);
    const after = await ana.browser.submit('/disconnect');
    expect(after.text).toContain('We disconnected Pool Pass.');
    expect((await app.introspect(accessToken)).text).toBe('{"active":false}');
    expect((await app.refresh(refreshToken)).json.error).toBe('invalid_grant');
    const asked = await ana.open(app.authorizeUrl());
    expect(asked.url.pathname).toMatch(/^\/connect\//);
    app.close();
  });

  test('CO-02 a withdrawal is one entry with the app as its recipient, however often it is sent', async () => {
    const app = await CityService.register(service);
    const { accessToken } = await app.connect(ana);
    const page = await ana.open(`/account/apps/${app.id}/disconnect`);
    await ana.browser.submit('/disconnect');
    ana.browser.page = page;
    expect((await ana.browser.submit('/disconnect')).status).toBe(200);
    const entries = await service.database.query(
      `select r.app_id, r.subject from civic.ledger_entry e
       join civic.ledger_recipient r on r.entry_id = e.id
       where e.type = 'consent.withdrawn' and e.app_id = $1`,
      [app.id],
    );
    expect(entries).toEqual([{ app_id: app.id, subject: claimsOf(accessToken).sub }]);
    app.close();
  });

  test('CO-02 an app that is not connected, or does not exist, is not there', async () => {
    const app = await CityService.register(service);
    expect((await ana.open(`/account/apps/${app.id}/disconnect`)).status).toBe(404);
    expect((await ana.open('/account/apps/nobody/disconnect')).status).toBe(404);
    const untrue = await ana.open(`/account/apps?done=${parks.id}`);
    expect(untrue.text).not.toContain('We disconnected');
    app.close();
  });

  test('CO-02 no code is made from a consent that is going at the same moment', async () => {
    const app = await CityService.register(service);
    await app.connect(ana);
    const disconnecting = new Resident(service);
    await disconnecting.travel('google');
    await disconnecting.open(`/account/apps/${app.id}/disconnect`);
    const [page] = await Promise.all([
      ana.open(app.authorizeUrl()),
      disconnecting.browser.submit('/disconnect'),
    ]);
    const code = page.url.searchParams.get('code');
    const answer = code === null ? null : await app.redeem(code);
    expect(answer?.json.access_token).toBeUndefined();
    app.close();
  });
});

describe('resources', () => {
  const pools = 'https://pools.example.gov/api';
  const halls = 'urn:riverton:halls';

  test('AZ-21 may be asked for where the app is registered for them, also several', async () => {
    const app = await CityService.register(service, { otherResources: [pools, halls] });
    const url = `${app.authorizeUrl({ resource: pools })}&resource=${encodeURIComponent(halls)}`;
    await ana.open(url);
    const back = await app.allow(ana);
    const code = String(back.url.searchParams.get('code'));
    const { json } = await app.redeem(code, { resource: halls });
    expect(claimsOf(String(json.access_token)).aud).toBe(halls);
    const next = await app.refresh(String(json.refresh_token));
    expect(claimsOf(String(next.json.access_token)).aud).toBe(pools);
    app.close();
  });

  test.each(['https://elsewhere.example/api', 'not a uri', 'https://pools.example.gov/api#x'])(
    'AZ-21 %s is refused with invalid_target',
    async (resource) => {
      const app = await CityService.register(service, { otherResources: [pools] });
      const page = await ana.open(app.authorizeUrl({ resource }));
      expect(page.url.searchParams.get('error')).toBe('invalid_target');
      app.close();
    },
  );

  test('AZ-22 a scope of our own API and another audience exclude each other', async () => {
    const desk = await CityService.register(service, {
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: ['admin:links.revoke'],
      scopesApproved: true,
      otherResources: [pools],
    });
    const ask = (fields: Record<string, string>) =>
      desk.token({ grant_type: 'client_credentials', ...fields });
    const both = await ask({ scope: 'admin:links.revoke', resource: pools });
    expect([both.status, both.json.error]).toEqual([400, 'invalid_scope']);
    const plain = await ask({});
    expect(claimsOf(String(plain.json.access_token)).aud).toBe(service.url);
    const elsewhere = claimsOf(String((await ask({ resource: pools })).json.access_token));
    expect([elsewhere.aud, elsewhere.scope]).toEqual([pools, undefined]);
    desk.close();
  });

  test('CO-02 what a resident shows the app is not told to the API a token is for', async () => {
    const owner = await CityService.register(service, { resource: pools });
    const app = await CityService.register(service, { otherResources: [pools] });
    const { accessToken } = await app.connect(ana, { resource: pools });
    const asOwner = (await owner.introspect(accessToken)).json;
    expect([asOwner.active, asOwner.linked_accounts]).toEqual([true, undefined]);
    expect((await app.introspect(accessToken)).json.linked_accounts).toHaveLength(1);
    expect((await owner.userinfo(accessToken)).status).toBe(401);
    owner.close();
    app.close();
  });
});

test('CO-05 no request registers an app or changes what it may do', async () => {
  const before = await service.running.app.get(Apps).list();
  const tries = [
    await parks.post('/oauth/register', { redirect_uris: 'https://evil.example/' }),
    await parks.call('/register', { body: '{}' }),
    await parks.call(`/oauth/authorize?${parks.query({ registration: '{}' }).toString()}`, {
      method: 'GET',
    }),
  ];
  expect(tries.every(({ status }) => status !== 200)).toBe(true);
  expect(await service.running.app.get(Apps).list()).toEqual(before);
  const { json } = await parks.call('/.well-known/openid-configuration', { method: 'GET' });
  expect(json).not.toHaveProperty('registration_endpoint');
});
