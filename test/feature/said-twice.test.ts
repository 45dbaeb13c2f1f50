import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newToken } from '../../src/kernel/opaque-token.ts';
import { flowCookie } from '../../src/platform/http/browser-binding.ts';
import { sessionCookie } from '../../src/residents/session-cookie.ts';
import { KeptAnswers } from '../../src/sign-in/kept-answers.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Of two presses on "Save" a browser drops the first answer, and the cookie of the new session with it. */

let service: TestService;
let resident: Resident;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());
beforeEach(() => {
  resident = new Resident(service);
});

const yes = { decision: 'save', save_name: 'yes' };
const cookies = (of: Resident = resident): Map<string, string> => of.browser.cookiesOf(service.url);

/** Up to "Is this you?", as somebody new or to link one more account. */
async function reachReview(provider: 'google' | 'facebook' = 'google'): Promise<string> {
  await resident.travel(provider, { person: newPerson(service) });
  await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
  return resident.page.url.pathname;
}

/** Presses "Save" once, and the browser hears nothing of what came of it. Returns the cookie that got lost. */
async function pressInVain(action: string): Promise<string | undefined> {
  const [review, before] = [resident.browser.page, new Map(cookies())];
  await resident.browser.submit(action, yes, { follow: false });
  const lost = cookies().get(sessionCookie.name);
  cookies().clear();
  for (const [name, value] of before) cookies().set(name, value);
  resident.browser.page = review;
  return lost;
}

const links = async (): Promise<number> =>
  (await resident.open('/account')).text.split('class="cl-card"').length - 1;

describe.each([
  ['somebody new', false],
  ['somebody who links one more account', true],
])('%s', (_, isKnown) => {
  test('who presses twice is signed in, and everything was done once', async () => {
    if (isKnown) await resident.link('google', { person: newPerson(service) });
    const review = await reachReview(isKnown ? 'facebook' : 'google');
    const lost = await pressInVain(review);
    const page = await resident.browser.submit(review, yes);
    expect([page.status, page.url.pathname.startsWith('/link/done/')]).toEqual([200, true]);
    expect(cookies().get(sessionCookie.name)).toBe(lost);
    expect(await links()).toBe(isKnown ? 2 : 1);
  });

  test('who presses twice at the same moment is signed in', async () => {
    if (isKnown) await resident.link('google', { person: newPerson(service) });
    const review = await reachReview(isKnown ? 'facebook' : 'google');
    const again = new Resident(service);
    again.browser.page = resident.browser.page;
    for (const [name, value] of cookies()) cookies(again).set(name, value);
    const pages = await Promise.all(
      [resident, again].map(({ browser }) => browser.submit(review, yes)),
    );
    expect(pages.map(({ url }) => url.pathname.startsWith('/link/done/'))).toEqual([true, true]);
    expect(cookies().get(sessionCookie.name)).toBe(cookies(again).get(sessionCookie.name));
    expect(await links()).toBe(isKnown ? 2 : 1);
  });

  test('who presses again later than a minute starts again', async () => {
    if (isKnown) await resident.link('google', { person: newPerson(service) });
    const review = await reachReview(isKnown ? 'facebook' : 'google');
    const lost = await pressInVain(review);
    await service.travel(62);
    const page = await resident.browser.submit(review, yes);
    expect(page.url.pathname).toBe('/link/ended/mismatch');
    expect(cookies().get(sessionCookie.name)).not.toBe(lost);
  });
});

test('the answer is for the browser that said yes and for no other', async () => {
  const review = await reachReview();
  const lost = await pressInVain(review);
  const flowId = review.split('/').at(-1) ?? '';
  const answers = service.running.app.get(KeptAnswers);
  const own = cookies().get(flowCookie.name) ?? '';
  expect((await answers.find({ flowId, browserSecret: own }))?.token).toBe(lost);
  expect(await answers.find({ flowId, browserSecret: newToken() })).toBeNull();
  const [row] = await service.database.query<{ sealed: Buffer }>(
    'select sealed_answer as sealed from civic.flow where id = $1',
    [flowId],
  );
  expect(row?.sealed.includes(String(lost))).toBe(false);
});

test('who says no after a yes is not answered with the yes', async () => {
  const review = await reachReview();
  await pressInVain(review);
  const page = await resident.browser.submit(review, { decision: 'cancel' });
  expect(page.url.pathname).toBe('/link/ended/mismatch');
  expect(cookies().has(sessionCookie.name)).toBe(false);
});
