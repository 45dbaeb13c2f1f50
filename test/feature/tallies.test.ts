import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Clock } from '../../src/kernel/clock.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import { tallyKinds } from '../../src/platform/tallies/tally.ts';
import type { TallyKind } from '../../src/platform/tallies/tally.ts';
import { Figures } from '../../src/statistics/figures.ts';
import { CityService } from '../support/city-service.ts';
import { Crowd } from '../support/crowd.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Counts are exact as far as they go, cost whoever is counted nothing, and are about nobody. */

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';
const viewer = { actor: { kind: 'staff', id: 'cli' }, role: 'viewer' } as const;
const nobody = { actor: { kind: 'staff', id: 'cli' } } as const;

let service: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(async () => {
  await tallies().flush();
  await service.database.query('delete from civic.tally');
});

const tallies = (process = service): Tallies => process.running.app.get(Tallies);
const figures = (): Figures => service.running.app.get(Figures);
const hour = 3_600_000;

/** What was counted, as the service reads it: subject, outcome and how often. */
async function counted(kind: TallyKind): Promise<Record<string, number>> {
  await tallies().flush();
  const now = service.running.app.get(Clock).milliseconds();
  const span = { from: new Date(now - 48 * hour), to: new Date(now + hour) };
  const rows = await tallies().read(kind, span);
  return Object.fromEntries(
    rows.map(({ subject, outcome, count }) => [`${subject} ${outcome}`.trim(), count]),
  );
}

async function visit(path: string, agent: string, method = 'GET'): Promise<void> {
  const headers = { 'user-agent': agent };
  await fetch(`${service.url}${path}`, { method, headers, redirect: 'manual' });
}

describe('pages', () => {
  test('are counted by page, language, browser, system and device, each alone', async () => {
    await visit('/privacy', firefox);
    await visit('/es/privacy', firefox);
    await visit('/cookies', phone);
    expect(await counted('view.page')).toEqual({ '/privacy': 2, '/cookies': 1 });
    expect(await counted('view.language')).toEqual({ en: 2, es: 1 });
    expect(await counted('view.browser')).toEqual({ Firefox: 2, Safari: 1 });
    expect(await counted('view.system')).toEqual({ Linux: 2, iOS: 1 });
    expect(await counted('view.device')).toEqual({ desktop: 2, mobile: 1 });
  });

  test('that were not shown, and what is no page, are not counted', async () => {
    await visit('/nowhere', firefox);
    await visit('/privacy', firefox, 'HEAD');
    await visit('/account', firefox);
    await visit('/statistics.json', firefox);
    await visit('/.well-known/openid-configuration', firefox);
    for (const kind of tallyKinds) expect(await counted(kind)).toEqual({});
  });

  test('that only a signed-in resident sees are counted together', async () => {
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    await resident.open('/account/activity');
    await resident.open('/account/data');
    const pages = await counted('view.page');
    expect(pages.account).toBeGreaterThanOrEqual(2);
    expect(Object.keys(pages).filter((page) => page.startsWith('/account'))).toEqual([]);
  });

  test('keep no address, and no time but the hour', async () => {
    await visit('/link/google?request=3f0b7c1e-0000-4000-8000-000000000000', phone);
    await tallies().flush();
    const rows = await service.database.query<{ text: string }>(
      `select row_to_json(tally)::text as text from civic.tally`,
    );
    expect(rows.length).toBe(5);
    for (const { text } of rows) {
      expect(text).toMatch(/"hour":"[^"]*:00:00[^"]*"/);
      expect(text).toMatch(/"last_at":null/);
      expect(text).not.toMatch(/127\.0\.0\.1|3f0b7c1e|18\.0/);
    }
  });
});

test('the ends of trips to each provider are counted, and staff read them by the hour', async () => {
  const person = newPerson(service);
  await new Resident(service).travel('google', { person });
  await new Resident(service).travel('google', { person, outcome: 'deny' });
  await new Resident(service).travel('facebook', { person, outcome: 'garbage-json' });
  expect(await counted('sign-in')).toEqual({
    'google worked': 1,
    'google declined': 1,
    'facebook failed': 1,
  });
  const rows = await figures().signInsPerHour(viewer, 24);
  expect(rows).toMatchObject([
    { provider: 'facebook', worked: 0, declined: 0, failed: 1 },
    { provider: 'google', worked: 1, declined: 1, failed: 0 },
  ]);
});

test('what apps ask is counted by app, with errors and when the last one was', async () => {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const { accessToken } = await parks.connect(resident);
  await parks.introspect(accessToken);
  await parks.introspect(accessToken);
  await parks.introspect('not a token');
  await parks.redeem('not a code');
  const wrong = Buffer.from(`${parks.id}:wrong`).toString('base64');
  await parks.redeem('any', {}, { headers: { authorization: `Basic ${wrong}` } });
  const stranger = Buffer.from('stranger:wrong').toString('base64');
  await parks.redeem('any', {}, { headers: { authorization: `Basic ${stranger}` } });
  expect(await counted('token-check')).toEqual({ [`${parks.id} yes`]: 2, [`${parks.id} no`]: 1 });
  const { days, rows, lastSeen } = await figures().tokenChecksPerDay(viewer, 7);
  expect(days).toHaveLength(7);
  expect(rows).toEqual([
    {
      day: days.at(-1),
      app: parks.id,
      yes: 2,
      no: 1,
      issued: 1,
      errors: { invalid_grant: 1, invalid_client: 1 },
    },
  ]);
  const now = service.running.app.get(Clock).milliseconds();
  expect(lastSeen).toEqual([{ app: parks.id, at: expect.any(Date) }]);
  expect(Math.abs((lastSeen[0]?.at.getTime() ?? 0) - now)).toBeLessThan(5000);
});

describe('counting', () => {
  test('adds up what several processes count in one hour, and writes the rest when one stops', async () => {
    const replica = await service.replica();
    for (const one of [service, replica, replica]) tallies(one).add('view.page', '/both');
    await Promise.all([tallies().flush(), tallies(replica).flush()]);
    tallies(replica).add('view.page', '/both');
    await replica.stop();
    expect(await counted('view.page')).toEqual({ '/both': 4 });
  });

  test('begins a new row with each hour', async () => {
    tallies().add('view.page', '/twice');
    await service.travel(3600);
    tallies().add('view.page', '/twice');
    await tallies().flush();
    expect(await new Evidence(service).count('tally')).toBe(2);
  });

  test('keeps what could not be written for the next time', async () => {
    await service.database.query('revoke insert on civic.tally from civic_service');
    tallies().add('token-check', 'late', 'yes');
    await tallies().flush();
    await service.database.query('grant insert on civic.tally to civic_service');
    tallies().add('token-check', 'late', 'yes');
    expect(await counted('token-check')).toEqual({ 'late yes': 2 });
    expect(service.log()).toContain('"event":"housekeeping.failed","table":"tally"');
  });

  test('never takes more memory than there is room for, and loses no count for it', async () => {
    for (let n = 0; n < 7000; n += 1) tallies().add('view.page', `/page-${n}`);
    const pages = await counted('view.page');
    expect(Object.keys(pages)).toHaveLength(5001);
    expect(pages.other).toBe(2000);
  });
});

describe('links of each day', () => {
  test('are counted by provider from the index', async () => {
    const crowd = new Crowd(service);
    const now = service.running.app.get(Clock).milliseconds();
    const at = (daysAgo: number): Date => new Date(now - daysAgo * 24 * hour);
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, at)
       select 'key.created', 'system', civic.now() from generate_series(1, 20000)`,
    );
    await crowd.arrive(3, { at: at(5), providers: ['google', 'facebook'] });
    await crowd.arrive(2, { at: at(40) });
    await crowd.leave(1, 'facebook', at(4));
    const { days, rows } = await figures().linksPerDay(viewer, 30);
    expect(days).toHaveLength(30);
    const ofCrowd = rows.filter(({ day }) => day !== days.at(-1));
    expect(ofCrowd).toMatchObject([
      { provider: 'facebook', added: 3, removed: 0 },
      { provider: 'google', added: 3, removed: 0 },
      { provider: 'facebook', added: 0, removed: 1 },
    ]);
    await service.database.query('analyze civic.ledger_entry');
    const plan = await service.database.query(
      `explain select count(*) from civic.ledger_entry
       where type in ('link.created', 'link.removed') and at >= civic.now() - interval '30 days'`,
    );
    expect(JSON.stringify(plan)).toContain('ledger_entry_counted');
    const { residents, links } = await figures().totals(viewer);
    expect(residents).toBeGreaterThanOrEqual(5);
    expect(links.find(({ provider }) => provider === 'facebook')?.links).toBe(2);
  });

  test('and every other exact number are for staff alone', async () => {
    for (const ask of ['linksPerDay', 'signInsPerHour', 'tokenChecksPerDay'] as const)
      await expect(figures()[ask](nobody, 7)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(figures().totals(nobody)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
