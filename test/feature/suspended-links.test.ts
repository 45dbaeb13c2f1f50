import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/run-command.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { formAgain, Household, textOf } from '../support/household.ts';
import { violations } from '../support/invariants.ts';
import { knock } from '../support/raw-http.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { GoogleTells } from '../support/told.ts';

/* A link whose provider says that the account does not work is no way in: not to sign in, to prove, or to fall back on. */

let service: TestService;
let google: GoogleTells;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  google = new GoogleTells(service);
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

let count = 0;
let sub: string;
let home: Household;
beforeEach(async () => {
  await service.travel(120);
  count += 1;
  sub = `6000000000000000${100 + count}`;
  home = await Household.settle(service, 'google', newPerson(service, { subject: sub }));
});

const pathOf = (link: string): string => `/account/links/${link}/remove`;

/** A second account of Google's, since a page that offers Google lets people choose any of theirs there. */
async function linkSecondGoogle(): Promise<void> {
  await home.resident.travel('google', { person: newPerson(service) });
  await home.resident.confirm();
}

test('a suspended link signs nobody in, and the page says why and what to do', async () => {
  await google.tell('account-disabled', sub);
  const visitor = await home.signIn();
  expect(visitor.page.url.pathname).toBe('/link/ended/suspended');
  expect(textOf(visitor.page)).toContain('Please fix your account at Google first');
  expect(visitor.browser.cookiesOf(service.url).has('__Host-civic-session')).toBe(false);
});

describe('a fresh proof', () => {
  test('is not made with a suspended account where another one there would do', async () => {
    await linkSecondGoogle();
    await google.tell('account-disabled', sub);
    await home.resident.open('/prove/erase');
    await home.resident.browser.submit('/prove/erase', { provider: 'google' });
    const page = await home.resident.browser.open(
      await home.resident.decide({ person: home.person }),
    );
    expect(page.url.pathname).toBe('/link/ended/suspended');
    expect(await evidence.count('proof')).toBe(0);
  });

  test('that was made with an account is gone once that is suspended', async () => {
    await home.linkAnother('facebook');
    await service.travel(600);
    await home.resident.open('/prove/erase');
    await home.resident.browser.submit('/prove/erase', { provider: 'google' });
    const callback = await home.resident.decide({ person: home.person });
    expect((await home.resident.browser.open(callback)).url.pathname).toBe('/account/delete');
    expect(await evidence.count('proof')).toBe(1);
    await google.tell('account-disabled', sub);
    expect(await evidence.count('proof')).toBe(0);
  });
});

describe('removing the last link that works', () => {
  test('asks for the choice that the last link asks for, and removes nothing', async () => {
    await home.linkAnother('facebook');
    const path = pathOf(await home.linkWith('facebook'));
    await home.resident.open(path);
    const asked = formAgain(home.resident);
    await google.tell('account-disabled', sub);
    const page = textOf(await home.resident.open(path));
    expect(page).toContain('This is your only way to sign in');
    expect(page).toContain('Your other linked accounts do not work now');
    await knock(service, path, asked);
    expect(await home.linkWith('facebook')).not.toBe('');
    expect(await home.ledger('link.removed')).toEqual([]);
    const account = textOf(await home.resident.open('/account'));
    expect(account).toContain('Only one of your linked accounts works now');
  });

  test('is possible again once the other works again', async () => {
    await home.linkAnother('facebook');
    await google.tell('account-disabled', sub);
    await service.travel(60);
    await google.tell('account-enabled', sub);
    const path = pathOf(await home.linkWith('facebook'));
    await home.resident.open(path);
    await home.resident.browser.submit(path);
    expect(await home.linkWith('facebook')).toBe('');
  });

  test('is no matter for a suspended link, which goes while another works', async () => {
    await home.linkAnother('facebook');
    await google.tell('account-disabled', sub);
    const path = pathOf(await home.linkWith('google'));
    expect(textOf(await home.resident.open(path))).toContain(
      'You can still sign in with: Facebook',
    );
    await home.resident.browser.submit(path);
    expect(await home.linkWith('google')).toBe('');
  });

  test('names only accounts that work as those that stay', async () => {
    await home.linkAnother('facebook');
    await linkSecondGoogle();
    await google.tell('account-disabled', sub);
    const page = textOf(await home.resident.open(pathOf(await home.linkWith('facebook'))));
    expect(page).toContain('You can still sign in with: Google');
    expect(page).not.toContain(`Google and Google`);
  });
});

describe('signals resume', () => {
  async function run(...args: string[]): Promise<{ code: number; out: string }> {
    const lines: string[] = [];
    const { app } = service.running;
    const print = (line: string): number => lines.push(line);
    const code = await commands['signals resume']?.run({ app, args, print });
    return { code: code ?? -1, out: lines.join('\n') };
  }

  test('lets a resident sign in again, who reads that the city did it', async () => {
    await google.tell('account-disabled', sub);
    expect(await run(await home.linkWith('google'))).toEqual({
      code: 0,
      out: 'The link may be used again. What was ended stays so.',
    });
    expect(await home.ledger('link.resumed')).toMatchObject([
      { actor: 'cli', detail: { provider: 'google', role: 'operator' } },
    ]);
    const back = await home.signIn();
    expect(back.page.url.pathname).toBe('/account');
    const activity = textOf(await back.open('/account/activity'));
    expect(activity).toContain('Let you sign in with your Google account again');
    expect(textOf(await back.open('/es/account/activity'))).toContain('Le permitió iniciar sesión');
    const query = (sql: string) => service.database.query<{ broken: string }>(sql);
    expect(await violations(query)).toEqual([]);
  });

  test('outlives what the provider said before, and nothing that it says later', async () => {
    const before = google.now;
    await google.tell('account-disabled', sub, { iat: before });
    await service.travel(60);
    await run(await home.linkWith('google'));
    await google.tell('account-disabled', sub, { iat: before + 30 });
    expect((await home.signIn()).page.url.pathname).toBe('/account');
    await service.travel(60);
    await google.tell('account-disabled', sub);
    expect((await home.signIn()).page.url.pathname).toBe('/link/ended/suspended');
  });

  test('changes nothing of a link that is not suspended, or that is not there', async () => {
    expect(await run(await home.linkWith('google'))).toEqual({
      code: 0,
      out: expect.stringContaining('Nothing changed.'),
    });
    const nobody = '00000000-0000-4000-8000-000000000000';
    expect(await run(nobody)).toEqual({ code: 1, out: 'There is no such link.' });
    await expect(run('google')).rejects.toThrow(UsageError);
    expect(await home.ledger('link.resumed')).toEqual([]);
  });
});
