import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AppChanges } from '../../src/apps/app-changes.ts';
import { Apps } from '../../src/apps/apps.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Answer, Connection } from '../support/city-service.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let replica: TestService;
let parks: CityService;
let kiosk: CityService;
let ana: Resident;
let first: Connection;

beforeAll(async () => {
  service = await startTestService();
  replica = await service.replica();
  parks = await CityService.register(service);
  kiosk = await CityService.register(service, { kind: 'public', name: 'City Kiosk' });
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  kiosk.close();
  await service.stop();
});
beforeEach(async () => {
  first = await parks.connect(ana);
});

const tokenOf = (answer: Answer): string => String(answer.json.refresh_token);
const isActive = async (token: unknown): Promise<unknown> =>
  (await parks.introspect(String(token))).json.active;

async function reuses(app = parks): Promise<number> {
  const rows = await service.database.query(
    `select 1 from civic.ledger_entry where type = 'refresh.reused' and app_id = $1`,
    [app.id],
  );
  return rows.length;
}

describe('a refresh', () => {
  test('RT-01 gives a new access token and the next refresh token, and no ID token', async () => {
    const answer = await parks.refresh(first.refreshToken);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid linked_accounts offline_access',
    });
    expect(answer.json).not.toHaveProperty('id_token');
    expect(tokenOf(answer)).not.toBe(first.refreshToken);
    expect((await parks.refresh(tokenOf(answer))).status).toBe(200);
  });

  test('works on every replica', async () => {
    const answer = await parks.refresh(first.refreshToken, {}, { service: replica });
    expect((await parks.refresh(tokenOf(answer))).status).toBe(200);
  });

  test('RT-04 may ask for less, which does not narrow the next one', async () => {
    const less = await parks.refresh(first.refreshToken, { scope: 'openid' });
    expect(less.json.scope).toBe('openid');
    const next = await parks.refresh(tokenOf(less));
    expect(next.json.scope).toBe('openid linked_accounts offline_access');
  });

  test('RT-04 may not ask for more, and a refusal uses nothing up', async () => {
    const some = await parks.connect(ana, { scope: 'openid offline_access' });
    const more = await parks.refresh(some.refreshToken, { scope: 'openid linked_accounts' });
    expect(more.json.error).toBe('invalid_scope');
    expect((await parks.refresh(some.refreshToken)).status).toBe(200);
  });

  test("RT-03 with another app's token is refused and leaves that app alone", async () => {
    const other = await CityService.register(service);
    expect((await other.refresh(first.refreshToken)).json.error).toBe('invalid_grant');
    const next = await parks.refresh(first.refreshToken);
    await parks.refresh(tokenOf(next));
    expect((await other.refresh(first.refreshToken)).json.error).toBe('invalid_grant');
    expect(await isActive(first.accessToken)).toBe(true);
    other.close();
  });

  test.each([
    ['nonsense', () => 'nonsense'],
    ['another length', (token: string) => `${token}A`],
    ['another secret', (token: string) => `${token.slice(0, 50)}AAAA${token.slice(54)}`],
    ['another generation', (token: string) => `${token.slice(0, 24)}9${token.slice(25)}`],
    ['another grant', (token: string) => `AAAA${token.slice(4)}`],
    ['another MAC', (token: string) => `${token.slice(0, -4)}AAAA`],
  ])('refuses %s without harm', async (_, forge) => {
    expect((await parks.refresh(forge(first.refreshToken))).json.error).toBe('invalid_grant');
    expect((await parks.refresh(first.refreshToken)).status).toBe(200);
  });
});

test('a forged older token does not end the family: the MAC says it was never ours', async () => {
  const { refreshToken, accessToken } = await parks.connect(ana);
  const next = await parks.refresh(refreshToken);
  const bytes = Buffer.from(refreshToken, 'base64url');
  bytes.fill(7, 20, 52);
  expect((await parks.refresh(bytes.toString('base64url'))).json.error).toBe('invalid_grant');
  expect(await isActive(accessToken)).toBe(true);
  expect((await parks.refresh(tokenOf(next))).status).toBe(200);
});

describe('an app that lost the answer', () => {
  test('RT-02 gets the same successor again within ten seconds', async () => {
    const lost = await parks.refresh(first.refreshToken);
    const again = await parks.refresh(first.refreshToken);
    expect(tokenOf(again)).toBe(tokenOf(lost));
    expect(await reuses()).toBe(0);
    expect((await parks.refresh(tokenOf(lost))).status).toBe(200);
  });

  test('RT-02 and twenty at once agree on one successor', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, count) =>
        parks.refresh(first.refreshToken, {}, count % 2 ? { service: replica } : {}),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(tokenOf)).size).toBe(1);
  });

  test('RT-02 loses everything when it comes after ten seconds', async () => {
    const before = await reuses();
    const lost = await parks.refresh(first.refreshToken);
    await service.travel(11);
    expect((await parks.refresh(first.refreshToken)).json.error).toBe('invalid_grant');
    expect((await parks.refresh(tokenOf(lost))).json.error).toBe('invalid_grant');
    expect(await isActive(lost.json.access_token)).toBe(false);
    expect(await isActive(first.accessToken)).toBe(false);
    expect(await reuses()).toBe(before + 1);
  });

  test('RT-01 loses everything when somebody has used the successor already', async () => {
    const second = await parks.refresh(first.refreshToken);
    const third = await parks.refresh(tokenOf(second));
    expect((await parks.refresh(first.refreshToken)).json.error).toBe('invalid_grant');
    expect((await parks.refresh(tokenOf(third))).json.error).toBe('invalid_grant');
    expect(await isActive(third.json.access_token)).toBe(false);
  });

  test('RT-02 is told nothing once the resident has removed the link', async () => {
    const jose = new Resident(service);
    await jose.link('google', { person: 'jose' });
    const { refreshToken } = await parks.connect(jose);
    await parks.refresh(refreshToken);
    await removeLinksOf(jose);
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
  });
});

describe('a public app', () => {
  test('refreshes with its id alone', async () => {
    const { refreshToken } = await kiosk.connect(ana);
    const next = await kiosk.refresh(refreshToken);
    expect((await kiosk.refresh(tokenOf(next))).status).toBe(200);
  });

  test('RT-02 has no second try: of many at once one wins, and then the family is dead', async () => {
    const { refreshToken } = await kiosk.connect(ana);
    const before = await reuses(kiosk);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => kiosk.refresh(refreshToken)),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect((await kiosk.refresh(tokenOf(won[0] as Answer))).json.error).toBe('invalid_grant');
    expect(await reuses(kiosk)).toBe(before + 1);
  });
});

describe('the end of a family', () => {
  test('RT-05 comes after thirty days without use', async () => {
    await service.travel(29 * 86_400);
    const next = await parks.refresh(first.refreshToken);
    expect(next.status).toBe(200);
    await service.travel(30 * 86_400 + 1);
    expect((await parks.refresh(tokenOf(next))).json.error).toBe('invalid_grant');
    await ana.travel('google');
  });

  test('RT-05 comes after 180 days whatever happens', async () => {
    let token = first.refreshToken;
    for (let month = 0; month < 6; month += 1) {
      await service.travel(29 * 86_400);
      token = tokenOf(await parks.refresh(token));
    }
    expect(token).toHaveLength(112);
    await service.travel(7 * 86_400);
    expect((await parks.refresh(token)).json.error).toBe('invalid_grant');
    await ana.travel('google');
  });

  test('RT-06 comes with the link the resident signed in with', async () => {
    const li = new Resident(service);
    await li.link('google', { person: 'li' });
    const { refreshToken, accessToken } = await parks.connect(li);
    await removeLinksOf(li);
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    expect(await isActive(accessToken)).toBe(false);
  });

  test('RT-06 comes with the app, and does not go away when the app comes back', async () => {
    const app = await CityService.register(service);
    const { refreshToken } = await app.connect(ana);
    await service.running.app.get(Apps).disable(app.id);
    expect((await app.refresh(refreshToken)).json.error).toBe('invalid_client');
    await service.running.app.get(Apps).enable(app.id);
    expect((await app.refresh(refreshToken)).json.error).toBe('invalid_grant');
    app.close();
  });
});

test('RT-06 comes with the consent, at once and on every replica', async () => {
  const { refreshToken, accessToken } = await parks.connect(ana);
  await ana.open(`/account/apps/${parks.id}/disconnect`);
  await ana.browser.submit('/disconnect');
  const elsewhere = { service: replica };
  expect((await parks.refresh(refreshToken, {}, elsewhere)).json.error).toBe('invalid_grant');
  expect(await isActive(accessToken)).toBe(false);
});

test('RT-06 comes with the resident', async () => {
  const lee = new Resident(service);
  await lee.link('facebook', { person: 'no-name' });
  const { refreshToken } = await parks.connect(lee);
  await deleteEverything(lee);
  expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
});

test('RT-07 reaches the resources that were granted and no other, and a refusal uses nothing up', async () => {
  const [pools, halls] = ['https://pools.example.gov/api', 'https://halls.example.gov/api'];
  const app = await CityService.register(service, { otherResources: [pools, halls] });
  const { refreshToken } = await app.connect(ana, { resource: pools });
  const refused = await app.refresh(refreshToken, { resource: halls });
  expect([refused.status, refused.json.error]).toEqual([400, 'invalid_target']);
  const own = await app.refresh(refreshToken, { resource: `urn:civic-link:app:${app.id}` });
  expect(own.json.error).toBe('invalid_target');
  const granted = await app.refresh(refreshToken, { resource: pools });
  expect(claimsOf(String(granted.json.access_token)).aud).toBe(pools);
  app.close();
});

test('RT-07 reaches no resource that the city has taken from the app since', async () => {
  const pools = 'https://pools.example.gov/api';
  const app = await CityService.register(service, { otherResources: [pools] });
  const { refreshToken } = await app.connect(ana, { resource: pools });
  const staff = { kind: 'staff', id: 'cli' } as const;
  const take = { id: app.id, changes: { otherResources: [] } };
  await service.running.app.get(AppChanges).change(take, staff);
  for (const resource of ['', pools]) {
    const refused = await app.refresh(refreshToken, { resource });
    expect([refused.status, refused.json.error]).toEqual([400, 'invalid_target']);
  }
  app.close();
});

test('RT-08 is nothing an app gets in its own name', async () => {
  const desk = await CityService.register(service, {
    grantTypes: ['client_credentials', 'refresh_token'],
    redirectUris: [],
  });
  const { json } = await desk.token({ grant_type: 'client_credentials' });
  expect(json).toHaveProperty('access_token');
  expect(json).not.toHaveProperty('refresh_token');
  desk.close();
});

test('RT-09 is nothing an app gets without offline_access, or without the grant type', async () => {
  const { answer } = await parks.connect(ana, { scope: 'openid' });
  expect(answer.json).not.toHaveProperty('refresh_token');
  const visitor = await CityService.register(service, { grantTypes: ['authorization_code'] });
  expect((await visitor.connect(ana)).answer.json).not.toHaveProperty('refresh_token');
  visitor.close();
});

async function removeLinksOf(resident: Resident): Promise<void> {
  const name = (await resident.open('/account')).text;
  const [id] = /\/account\/links\/([0-9a-f-]{36})|([0-9a-f-]{36})/.exec(name) ?? [];
  const linkId = /[0-9a-f-]{36}/.exec(id ?? '')?.[0] ?? '';
  const outcome = await service.running.app
    .get(LinkRemoval)
    .byStaff({ linkId, ...staffMember('revoker'), reason: 'security' });
  expect(outcome.kind).toBe('removed');
}
