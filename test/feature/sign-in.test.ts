import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const count = async (table: string): Promise<number> => {
  const [row] = await service.database.query<{ count: number }>(
    `select count(*)::int as count from civic.${table}`,
  );
  return row?.count ?? -1;
};

describe.each(['google', 'facebook'] as const)('signing in with %s', (provider) => {
  test('UP-12 a first sign-in saves nothing before the resident says yes', async () => {
    const before = { residents: await count('resident'), links: await count('link') };
    const resident = new Resident(service);
    const asked = await resident.travel(provider, { person: 'jose' });
    expect(asked.url.pathname).toMatch(/^\/link\/new\//);
    expect(asked.url.hash).toBe('#main');
    const review = await resident.open(asked.url.pathname.replace('/new/', '/review/'));
    expect(review.text).toContain('José Ñúñez');
    expect({ residents: await count('resident'), links: await count('link') }).toEqual(before);
    const linked = await resident.confirm();
    expect(linked.url.pathname).toMatch(/^\/link\/done\//);
    expect(linked.status).toBe(200);
    expect(await count('link')).toBe(before.links + 1);
  });

  test('the second sign-in needs no questions and leads to the account page', async () => {
    const resident = new Resident(service);
    const home = await resident.travel(provider, { person: 'jose' });
    expect(home.url.pathname).toBe('/account');
    expect(home.text).toContain('José Ñúñez');
  });
});

test('a resident may keep the name to themselves', async () => {
  const resident = new Resident(service);
  await resident.travel('google', { person: 'li' });
  await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
  await resident.confirm({ save_name: 'no' });
  const home = await resident.open('/account');
  expect(home.text).toContain('Name not saved');
  expect(home.text).not.toContain('李小龍');
});

test('UP-12 saying no leaves nothing behind', async () => {
  const before = [await count('resident'), await count('link'), await count('pending_identity')];
  const resident = new Resident(service);
  await resident.travel('google', { person: 'right-to-left' });
  const review = await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
  await resident.browser.submit(review.url.pathname, { decision: 'cancel' });
  expect(resident.page.text).toContain('You did not link an account');
  expect([await count('resident'), await count('link'), await count('pending_identity')]).toEqual(
    before,
  );
});

test('signing out ends the session on the server, whatever the browser keeps', async () => {
  const resident = new Resident(service);
  await resident.link('google', { person: 'markup' });
  const cookies = resident.browser.cookiesOf(service.url);
  const kept = cookies.get('__Host-civic-session') ?? '';
  await resident.open('/account');
  const out = await resident.browser.submit('/sign-out');
  expect(out.url.pathname).toBe('/signed-out');
  cookies.set('__Host-civic-session', kept);
  const again = await resident.open('/account');
  expect(again.url.pathname).toBe('/session-ended');
});

test('Spanish begins and ends in Spanish, also across the provider', async () => {
  const resident = new Resident(service);
  await resident.browser.open(`${service.url}/es/link/google`);
  await resident.browser.submit('/link/google');
  const asked = await resident.browser.open(await resident.decide({ person: 'big-id' }));
  expect(asked.url.pathname).toMatch(/^\/es\/link\/new\//);
  expect(asked.text).toContain('<html lang="es">');
});
