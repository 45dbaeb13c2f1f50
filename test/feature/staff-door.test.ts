import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StaffPeople } from '../../src/staff/people.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import { SoftPasskey } from '../support/passkey.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk, optionsOn } from '../support/staff.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
});
afterAll(() => service.stop());

const people = (): StaffPeople => service.running.app.get(StaffPeople);

async function ledger(person: string): Promise<string[]> {
  const rows = await service.database.query<{ type: string }>(
    `select type from civic.ledger_entry where detail ->> 'person' = $1 order by id`,
    [person],
  );
  return rows.map(({ type }) => type);
}

describe('the link of an invitation', () => {
  test('lets somebody make a passkey and is signed in with it', async () => {
    const clerk = await Clerk.start(service, 'revoker', 'Rosa <Reyes>');
    expect([clerk.page.status, clerk.page.url.pathname]).toEqual([200, '/staff']);
    expect(clerk.page.text).toContain('Signed in: Rosa &lt;Reyes>, revoker');
    expect(await ledger(clerk.person.id)).toEqual([
      'staff.invited',
      'staff.enrolled',
      'staff.signed-in',
    ]);
  });

  test('works once', async () => {
    const { token } = await people().invite(atServer, { name: 'Once', role: 'viewer' });
    const { person } = await people().invite(atServer, { name: 'Twice', role: 'viewer' });
    await new Clerk(service, person).enrol(token);
    const again = await new HeadlessBrowser().open(new URL(`/staff/enrol/${token}`, service.url));
    expect([again.status, again.text.includes('This link does not work')]).toEqual([404, true]);
  });

  test('lets in one of two who use it at once', async () => {
    const { person, token } = await people().invite(atServer, { name: 'Both', role: 'viewer' });
    const both = [new Clerk(service, person), new Clerk(service, person)];
    for (const { browser } of both) {
      await browser.open(new URL(`/staff/enrol/${token}`, service.url));
    }
    const pages = await Promise.all(
      both.map((clerk) => clerk.submit(`/enrol/${token}`, { answer: clerk.answer('make') })),
    );
    expect(pages.filter(({ url }) => url.pathname === '/staff')).toHaveLength(1);
  });

  test('ends after a quarter of an hour, and with a new one', async () => {
    const first = await people().invite(atServer, { name: 'Late', role: 'viewer' });
    const second = await people().inviteAgain(atServer, first.person.id);
    const open = (token = ''): Promise<{ status: number }> =>
      new HeadlessBrowser().open(new URL(`/staff/enrol/${token}`, service.url));
    expect((await open(first.token)).status).toBe(404);
    expect((await open(second?.token)).status).toBe(200);
    await service.travel(15 * 60);
    expect((await open(second?.token)).status).toBe(404);
  });

  test('is still good after an answer that is not right', async () => {
    const { person, token } = await people().invite(atServer, { name: 'Clumsy', role: 'viewer' });
    const clerk = new Clerk(service, person);
    await clerk.browser.open(new URL(`/staff/enrol/${token}`, service.url));
    const wrong = await clerk.submit(`/enrol/${token}`, { answer: '{"id":7}' });
    expect([wrong.status, wrong.text.includes('We could not save this passkey')]).toEqual([
      422,
      true,
    ]);
    expect((await clerk.enrol(token)).url.pathname).toBe('/staff');
  });
});

describe('signing in with a passkey', () => {
  test('ends with a new session, and a sign-out ends that', async () => {
    const clerk = await Clerk.start(service, 'viewer');
    await clerk.submit('/staff/sign-out');
    expect((await clerk.browser.open(new URL('/staff', service.url))).url.pathname).toBe(
      '/staff/sign-in',
    );
    expect((await clerk.signIn()).url.pathname).toBe('/staff');
    expect(await ledger(clerk.person.id)).toEqual([
      'staff.invited',
      'staff.enrolled',
      'staff.signed-in',
      'staff.signed-out',
      'staff.signed-in',
    ]);
  });

  test('leads back to the page that was asked for, and nowhere else', async () => {
    const clerk = await Clerk.start(service, 'operator');
    await clerk.submit('/staff/sign-out');
    await clerk.browser.open(new URL('/staff/people', service.url));
    const page = await clerk.submit('/staff/sign-in', { answer: clerk.answer('use') });
    expect(page.url.pathname).toBe('/staff/people');
    for (const back of [
      '//evil.example',
      'https://evil.example/staff',
      '/staff/../x',
      '/staffing',
    ]) {
      await clerk.submit('/staff/sign-out');
      await clerk.browser.open(
        new URL(`/staff/sign-in?back=${encodeURIComponent(back)}`, service.url),
      );
      const next = await clerk.submit('/staff/sign-in', { answer: clerk.answer('use') });
      expect(next.url.href).toBe(`${service.url}/staff`);
    }
  });

  test.each<[string, (clerk: Clerk) => string | Promise<string>]>([
    ['nothing at all', () => ''],
    ['no JSON', () => '{'],
    ['null', () => 'null'],
    [
      'another person’s unknown passkey',
      ({ page, service: { url } }) => JSON.stringify(new SoftPasskey(url).use(optionsOn(page))),
    ],
    [
      'an answer for another site',
      (clerk) => {
        const elsewhere = Object.assign(Object.create(clerk.passkey) as SoftPasskey, {
          origin: 'https://evil.example',
        });
        return JSON.stringify(elsewhere.use(optionsOn(clerk.page)));
      },
    ],
    [
      'an answer to another challenge',
      (clerk) => JSON.stringify(clerk.passkey.use({ ...optionsOn(clerk.page), challenge: 'YWJj' })),
    ],
    [
      'an answer to what another browser was asked',
      async (clerk) => {
        const other = new HeadlessBrowser();
        const page = await other.open(new URL('/staff/sign-in', clerk.service.url));
        return JSON.stringify(clerk.passkey.use(optionsOn(page)));
      },
    ],
    [
      'an answer with a counter that ran backwards',
      (clerk) => {
        clerk.passkey.counter = -1;
        return clerk.answer('use');
      },
    ],
  ])('with %s is refused', async (_what, answerOf) => {
    const clerk = await Clerk.start(service, 'viewer');
    await clerk.submit('/staff/sign-out');
    await clerk.signIn();
    await clerk.submit('/staff/sign-out');
    await clerk.browser.open(new URL('/staff/sign-in', service.url));
    const page = await clerk.submit('/staff/sign-in', { answer: await answerOf(clerk) });
    expect([page.status, page.text.includes('This passkey did not work')]).toEqual([422, true]);
    expect((await clerk.browser.open(new URL('/staff', service.url))).url.pathname).toBe(
      '/staff/sign-in',
    );
  });

  test('the same answer counts once', async () => {
    const clerk = await Clerk.start(service, 'viewer');
    await clerk.submit('/staff/sign-out');
    const page = await clerk.browser.open(new URL('/staff/sign-in', service.url));
    const answer = clerk.answer('use');
    clerk.passkey.counter = 5;
    expect((await clerk.submit('/staff/sign-in', { answer })).url.pathname).toBe('/staff');
    clerk.browser.page = page;
    expect((await clerk.submit('/staff/sign-in', { answer })).status).toBe(422);
  });

  test('a challenge is too old after five minutes', async () => {
    const clerk = await Clerk.start(service, 'viewer');
    await clerk.submit('/staff/sign-out');
    await clerk.browser.open(new URL('/staff/sign-in', service.url));
    const answer = clerk.answer('use');
    await service.travel(5 * 60);
    expect((await clerk.submit('/staff/sign-in', { answer })).status).toBe(422);
  });
});

describe('a session of staff', () => {
  test('ends after a quarter of an hour without a request', async () => {
    const clerk = await Clerk.start(service, 'viewer');
    await service.travel(14 * 60);
    expect((await clerk.open('/staff')).url.pathname).toBe('/staff');
    await service.travel(14 * 60);
    expect((await clerk.open('/staff')).url.pathname).toBe('/staff');
    await service.travel(15 * 60);
    expect((await clerk.open('/staff')).url.pathname).toBe('/staff/sign-in');
  });

  test('has a cookie that other sites cannot bring along, and is no session of a resident', async () => {
    const { person, token } = await people().invite(atServer, { name: 'Cookie', role: 'viewer' });
    const clerk = new Clerk(service, person);
    await clerk.browser.open(new URL(`/staff/enrol/${token}`, service.url));
    const answer = { answer: clerk.answer('make') };
    const page = await clerk.submit(`/enrol/${token}`, answer, { follow: false });
    const cookie = String(page.headers['set-cookie']);
    expect(cookie).toMatch(
      /^__Host-civic-staff-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const account = await clerk.browser.open(new URL('/account', service.url));
    expect(account.url.pathname).toBe('/');
  });

  test('may do something dangerous only right after a passkey', async () => {
    const clerk = await Clerk.start(service, 'operator');
    await clerk.open('/staff/people');
    await service.travel(5 * 60);
    const refused = await clerk.submit('/staff/people', { name: 'New', role: 'viewer' });
    expect(refused.url.pathname).toBe('/staff/prove');
    const back = await clerk.submit('/staff/prove', { answer: clerk.answer('use') });
    expect(back.url.pathname).toBe('/staff/people');
    const { status, text } = await clerk.submit('/staff/people', { name: 'New', role: 'viewer' });
    expect([status, text.includes(`${service.url}/staff/enrol/`)]).toEqual([200, true]);
  });

  test('is not made fresh by the passkey of somebody else', async () => {
    const clerk = await Clerk.start(service, 'operator');
    const other = await Clerk.start(service, 'operator');
    await clerk.browser.open(new URL('/staff/prove', service.url));
    const answer = JSON.stringify(other.passkey.use(optionsOn(clerk.page)));
    expect((await clerk.submit('/staff/prove', { answer })).status).toBe(422);
  });
});
