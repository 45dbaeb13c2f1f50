import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { CityService } from '../support/city-service.ts';
import { deleteEverything, proveAfresh } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

/** Somebody signed in with Google, and with Facebook too if `second` is given. */
async function signedIn(person: string, second?: string): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link('google', { person });
  if (second !== undefined) {
    await resident.travel('facebook', { person: second });
    await resident.confirm();
  }
  return resident;
}

const removalPaths = (page: { text: string }): string[] =>
  [...page.text.matchAll(/href="(\/account\/links\/[^"]+\/remove)"/g)].map(([, path = '']) => path);

const rows = async (sql: string, values: unknown[] = []): Promise<number> => {
  const found = await service.database.query<{ count: number }>(
    `select count(*)::int as count from ${sql}`,
    values,
  );
  return found[0]?.count ?? -1;
};

describe('removing a link', () => {
  test('erases its identifiers, keeps the other, and says what happens first', async () => {
    const resident = await signedIn('ana', 'ana');
    const home = await resident.open('/account');
    const [google = '', facebook = ''] = removalPaths(home);
    expect(facebook).not.toBe('');
    const asked = await resident.open(google);
    expect(asked.text).toContain('Remove your Google link?');
    const id = google.split('/')[3];
    const removed = await resident.browser.submit(google);
    expect([removed.status, removed.url.pathname]).toEqual([200, google]);
    expect(removed.text).toContain('We removed your Google link');
    expect(await rows('civic.link where id = $1', [id])).toBe(0);
    expect((await resident.open('/account')).text).not.toContain(google);
  });

  test('of the account somebody is signed in with ends the session', async () => {
    const resident = await signedIn('jose', 'jose');
    const [google = '', facebook = ''] = removalPaths(await resident.open('/account'));
    await resident.open(google);
    await resident.browser.submit(google);
    expect((await resident.open('/account')).status).toBe(200);
    await resident.open(facebook);
    expect(resident.page.text).toContain('This is your only way to sign in');
  });

  test('is refused for the last one, and offers three ways on in their order', async () => {
    const resident = await signedIn('li');
    const [only = ''] = removalPaths(await resident.open('/account'));
    const page = await resident.open(only);
    const ways = ['Link another account first', 'Delete my whole record', 'No, keep it'];
    const places = ways.map((way) => page.text.indexOf(way));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    const cookies = [...resident.browser.cookiesOf(service.url)];
    expect(cookies.map(([name]) => name).toSorted()).toEqual([
      '__Host-civic-flow',
      '__Host-civic-session',
    ]);
  });
});

describe('deleting the whole record', () => {
  test('asks for a tick first', async () => {
    const resident = await signedIn('markup');
    await proveAfresh(resident, 'erase');
    await resident.open('/account/delete');
    const again = await resident.browser.submit('/account/delete');
    expect(again.status).toBe(422);
    expect(again.text).toContain('There is a problem');
    expect((await resident.open('/account')).status).toBe(200);
  });

  test('leaves nothing but pseudonymous notes, and a code', async () => {
    const resident = await signedIn('right-to-left', 'right-to-left');
    const [{ id } = { id: '' }] = await service.database.query<{ id: string }>(
      'select resident_id as id from civic.resident_session order by created_at desc limit 1',
    );
    const done = await deleteEverything(resident);
    expect(done.text).toContain('Your record is deleted');
    expect(done.text).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){4}/);
    for (const table of ['resident', 'resident_session', 'link', 'consent', 'pairwise_subject']) {
      const column = table === 'resident' ? 'id' : 'resident_id';
      expect([table, await rows(`civic.${table} where ${column} = $1`, [id])]).toEqual([table, 0]);
    }
    const notes = await service.database.query<{ type: string; detail: object }>(
      'select type, detail from civic.ledger_entry where resident_id = $1 order by id desc limit 1',
      [id],
    );
    expect(notes).toEqual([{ type: 'resident.erased', detail: { links: 2, cause: 'resident' } }]);
    expect((await resident.open('/account')).url.pathname).not.toBe('/account');
  });

  test('frees the accounts: who returns is new', async () => {
    const resident = await signedIn('long-name');
    await deleteEverything(resident);
    const again = await resident.travel('google', { person: 'long-name' });
    expect(again.url.pathname).toMatch(/^\/link\/new\//);
  });
});

describe('a session', () => {
  test('ends after 30 minutes without a request, and not before', async () => {
    const resident = await signedIn('no-name');
    await service.travel(29 * 60);
    expect((await resident.open('/account')).url.pathname).toBe('/account');
    await service.travel(29 * 60);
    expect((await resident.open('/account')).url.pathname).toBe('/account');
    await service.travel(31 * 60);
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
  });

  test('ends after 12 hours whatever its owner does', async () => {
    const resident = await signedIn('big-id');
    for (let step = 0; step < 25; step += 1) {
      await service.travel(29 * 60);
      await resident.open('/account');
    }
    expect(resident.page.url.pathname).not.toBe('/account');
  });

  test('gets a new id at every sign-in, and the old one is dead', async () => {
    const resident = new Resident(service);
    await resident.travel('google', { person: 'li' });
    const cookies = resident.browser.cookiesOf(service.url);
    const first = cookies.get('__Host-civic-session') ?? '';
    await resident.open('/account');
    await resident.browser.submit('/sign-out');
    await resident.travel('google', { person: 'no-name' });
    const second = cookies.get('__Host-civic-session') ?? '';
    expect(second).not.toBe(first);
    cookies.set('__Host-civic-session', first);
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
  });
});

test('signing out ends what apps may see only while the resident is there, and keeps the rest', async () => {
  const parks = await CityService.register(service);
  const resident = await signedIn('canary');
  const brief = await parks.connect(resident, { scope: 'openid' });
  const lasting = await parks.connect(resident);
  await resident.open('/account');
  await resident.browser.submit('/sign-out');
  expect((await parks.introspect(brief.accessToken)).json).toEqual({ active: false });
  expect((await parks.introspect(lasting.accessToken)).json.active).toBe(true);
  const out = await service.database.query(
    `select actor_kind from civic.ledger_entry where type = 'resident.signed-out' order by id desc limit 1`,
  );
  expect(out).toEqual([{ actor_kind: 'resident' }]);
  parks.close();
});

test('housekeeping deletes what has expired and nothing else', async () => {
  const resident = new Resident(service);
  await resident.travel('facebook', { person: 'big-id' });
  expect(await rows('civic.pending_identity')).toBeGreaterThan(0);
  await service.travel(2 * 3600);
  const [links, residents] = [await rows('civic.link'), await rows('civic.resident')];
  await service.running.app.get(Housekeeping).runAll();
  expect(await rows('civic.pending_identity')).toBe(0);
  expect(await rows('civic.flow')).toBe(0);
  expect(await rows('civic.resident_session')).toBe(0);
  expect([await rows('civic.link'), await rows('civic.resident')]).toEqual([links, residents]);
});
