import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { returnPath } from '../../src/residents/sign-in-end.ts';
import { Household, textOf } from '../support/household.ts';
import { knock } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const minute = 60;
const hour = 60 * minute;

interface TimeLeft {
  secondsLeft: number;
  canStay: boolean;
}

const cookieOf = ({ browser }: Resident): string =>
  [...browser.cookiesOf(service.url)].map((pair) => pair.join('=')).join('; ');

async function timeLeft(resident: Resident): Promise<TimeLeft> {
  const headers = { cookie: cookieOf(resident) };
  const { status, text } = await knock(service, '/account/time-left', { headers });
  expect(status).toBe(200);
  return JSON.parse(text) as TimeLeft;
}

/** What the page that is open tells the script. */
function toldTo({ page }: Resident): TimeLeft {
  const [, left, canStay] = /data-left="(\d+)" data-can-stay="(\w+)"/.exec(page.text) ?? [];
  return { secondsLeft: Number(left), canStay: canStay === 'true' };
}

async function stay(resident: Resident): Promise<TimeLeft> {
  const answer = await resident.browser.submit(
    '/account/stay',
    {},
    { headers: { accept: 'application/json' } },
  );
  return JSON.parse(answer.text) as TimeLeft;
}

describe('how long a session lasts', () => {
  test('pages say it, and asking does not make it longer', async () => {
    const { resident } = await Household.settle(service);
    await resident.open('/account');
    expect(toldTo(resident)).toEqual({ secondsLeft: expect.any(Number), canStay: true });
    expect(toldTo(resident).secondsLeft).toBeGreaterThan(29.5 * minute);
    for (let step = 0; step < 3; step += 1) {
      await service.travel(9 * minute);
      const { secondsLeft } = await timeLeft(resident);
      expect(secondsLeft).toBeGreaterThan((30 - 9 * (step + 1) - 1) * minute);
      expect(secondsLeft).toBeLessThanOrEqual((30 - 9 * (step + 1)) * minute);
    }
    await service.travel(4 * minute);
    expect(await timeLeft(resident)).toEqual({ secondsLeft: 0, canStay: false });
  });

  test('is five minutes on a computer that others use', async () => {
    const household = await Household.settle(service);
    const shared = await household.signIn('google', undefined, { shared: 'yes' });
    await shared.open('/account');
    expect(toldTo(shared).secondsLeft).toBeLessThanOrEqual(5 * minute);
    await service.travel(5 * minute + 1);
    const page = await shared.open('/account');
    expect(page.url.pathname).toBe('/session-ended');
    expect(page.text).toContain('You were away for 5 minutes.');
  });

  test('"stay signed in" starts over, ten times and more, and never beyond twelve hours', async () => {
    const { resident } = await Household.settle(service);
    for (let passed = 0; passed < 11.5 * hour; passed += 29 * minute) {
      await resident.open('/account');
      await service.travel(29 * minute);
      const { secondsLeft } = await stay(resident);
      expect(secondsLeft).toBeGreaterThan(12 * minute);
    }
    const last = await timeLeft(resident);
    expect(last.canStay).toBe(false);
    await resident.open('/account');
    expect(await stay(resident)).toMatchObject({ canStay: false });
    await service.travel(last.secondsLeft + 1);
    expect((await resident.open('/account')).text).toContain('You were signed in for 12 hours.');
  });

  test('"stay signed in" needs our form, and a session', async () => {
    const { resident } = await Household.settle(service);
    const headers = { cookie: cookieOf(resident), 'sec-fetch-site': 'same-origin' };
    const bare = await knock(service, '/account/stay', { method: 'POST', headers });
    expect(bare.status).toBe(403);
    await resident.open('/account');
    const page = await resident.browser.submit('/account/stay');
    expect(page.url.pathname).toBe('/account');
    await service.travel(31 * minute);
    const late = await resident.browser.submit('/account/stay');
    expect(late.url.pathname).toBe('/session-ended');
  });

  test('a stranger has none', async () => {
    expect(await timeLeft(new Resident(service))).toEqual({ secondsLeft: 0, canStay: false });
  });
});

describe('the page after the end', () => {
  test('says why and after how long, that work is saved, and leads back to where it was', async () => {
    const household = await Household.settle(service);
    await household.resident.open('/account');
    await service.travel(31 * minute);
    const page = await household.resident.open('/es/account/activity?before=99999');
    expect(`${page.url.pathname}${page.url.search}`).toBe(
      '/es/session-ended?back=%2Faccount%2Factivity%3Fbefore%3D99999',
    );
    expect(textOf(page)).toContain(
      'Estuvo ausente 30 minutos. Hacemos esto para proteger su registro. Lo que terminó está guardado.',
    );
    const [, button = ''] = /<a class="usa-button" href="([^"]+)"/.exec(page.text) ?? [];
    await household.resident.open(button.replaceAll('&amp;', '&'));
    await household.resident.browser.submit('/link/google');
    const { browser } = household.resident;
    const back = await browser.open(await household.resident.decide({ person: household.person }));
    expect(`${back.url.pathname}${back.url.search}`).toBe('/es/account/activity?before=99999');
  });

  test('does not send a form again, and says to do the last step once more', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const path = `/account/links/${await household.linkWith('google')}/remove`;
    await household.resident.open(path);
    await service.travel(31 * minute);
    const page = await household.resident.browser.submit(path);
    expect(page.url.pathname).toBe('/session-ended');
    expect(page.text).toContain('Please do the last step again.');
    expect(page.text).not.toContain('back=');
    expect(await household.linkWith('google')).not.toBe('');
  });

  test('tells less when little is left of the session, and nothing untrue', async () => {
    const { resident } = await Household.settle(service);
    await service.database.query('delete from civic.resident_session');
    const page = await resident.open('/account/apps');
    expect(textOf(page)).toContain(
      'We do this after 30 minutes without use, and after 12 hours at most.',
    );
    expect(page.text).toContain('href="/?back=%2Faccount%2Fapps"');
    const start = await resident.open('/?back=%2Faccount%2Fapps');
    expect(start.text).toContain('href="/link/google?back=%2Faccount%2Fapps"');
  });

  test('is not there for who is signed in, or has never been', async () => {
    const { resident } = await Household.settle(service);
    expect((await resident.open('/session-ended?back=/account/apps')).url.pathname).toBe(
      '/account/apps',
    );
    expect((await new Resident(service).open('/session-ended')).url.pathname).toBe('/');
  });

  test('keeps a city app that waits before any page of ours', async () => {
    const household = await Household.settle(service);
    await household.resident.open('/account');
    await household.resident.browser.submit('/sign-out');
    const page = await household.signIn('google', household.resident, {
      back: '/account/sessions',
    });
    expect(page.page.url.pathname).toBe('/account/sessions');
  });
});

describe('where a page may lead back to', () => {
  test.each([
    '/account',
    '/account/activity',
    '/account/activity?before=12',
    '/account/links/0-a/remove',
  ])('%s', (path) => expect(returnPath(path)).toBe(path));

  test.each([
    'https://evil.example/account',
    '//evil.example/account',
    '/account//evil.example',
    '/account/../oauth/authorize',
    '/account/%2e%2e/x',
    '/account\\evil.example',
    '/accounts',
    '/account@evil.example',
    '/account/x?r=https://evil.example',
    '/account\n/x',
    '/es/account',
    '/link/google',
    '/',
    '',
    `/account/${'a'.repeat(300)}`,
    undefined,
    ['/account'],
  ])('not %p', (path) => expect(returnPath(path)).toBeNull());

  test('an address that asks for another place is led home', async () => {
    const household = await Household.settle(service);
    await household.resident.open('/account');
    await service.travel(31 * minute);
    for (const back of ['https://evil.example/', '//evil.example', '/account/../x']) {
      const query = `?back=${encodeURIComponent(back)}`;
      const ended = await household.resident.open(`/session-ended${query}`);
      const main = /<main.*<\/main>/s.exec(ended.text)?.[0];
      expect(main).toContain('href="/link/google"');
      expect(main).not.toContain('evil');
      await household.resident.open(`/link/google${query}`);
      expect(household.resident.page.text).not.toMatch(/name="back"/);
    }
    const home = await household.signIn('google', household.resident, { back: '//evil.example' });
    expect(home.page.url.href).toBe(`${service.url}/account#main`);
  });
});
