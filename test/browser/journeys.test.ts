import { expect, test } from '@jest/globals';
import { describeJourneys, setScene } from './journey.ts';
import { KeyboardVisitor } from './keyboard-visitor.ts';
import { proveHere } from './proofs.ts';
import { labels, meet } from './visitor.ts';

const scene = setScene();
const app = { app: 'Parks Pass' };

/** How often something has happened, from the ledger. */
async function times(type: string): Promise<number> {
  const [row] = await scene.service.database.query<{ count: number }>(
    'select count(*)::int as count from civic.ledger_entry where type = $1',
    [type],
  );
  return row?.count ?? -1;
}

describeJourneys(scene, ({ language, arrive }) => {
  test.each([
    ['google', 'facebook'],
    ['facebook', 'google'],
  ] as const)('a resident comes with %s, adds %s and leaves for good', async (first, second) => {
    const resident = await arrive();
    const [name, otherName] = ['Rosa Díaz', 'Rosa D.'];
    await resident.open('/');
    await resident.press('start.btn', { provider: labels[first] });
    await resident.travel(first, { person: meet(scene.service, name) });
    expect(resident.page.url()).toMatch(/\/link\/new\/[\w-]+#main$/);
    await resident.press('new.btn.no');
    await resident.save();
    expect(resident.page.url()).toMatch(/\/link\/done\/[\w-]+$/);
    await resident.press('success.btn.list');

    await resident.press('start.btn', { provider: labels[second] });
    await resident.prove();
    await resident.travel(second, { person: meet(scene.service, otherName) });
    expect(resident.page.url()).toMatch(/\/link\/review\/[\w-]+#main$/);
    await resident.save();
    await resident.press('success.btn.list');

    await resident.press('links.btn.remove', { provider: labels[first], name });
    await resident.press('unlink.btn.yes');
    await resident.press('unlinked.btn');
    expect(await resident.page.textContent('main')).not.toContain(name);

    await resident.press('links.btn.remove', { provider: labels[second], name: otherName });
    await resident.press('unlink.last.btn.delete');
    await proveHere(resident, 'erase');
    await resident.page.reload();
    await resident.pick('delete.check');
    await resident.press('delete.btn.yes');
    expect(await resident.page.textContent('h1')).toBe(resident.say('delete.done.h1'));

    await resident.open('/account');
    expect(await resident.page.textContent('h1')).toBe(resident.say('start.h1'));
  });

  test('a city app gets its answer: yes', async () => {
    const resident = await arrive();
    await resident.open(scene.parks.authorizeUrl({ ui_locales: language }));
    await resident.press('start.btn', { provider: 'Google' });
    await resident.travel('google');
    await resident.press('new.btn.no');
    await resident.save();
    await resident.press('success.btn.back', app);
    await resident.press('appconsent.btn.yes');
    const answer = new URL(resident.page.url());
    expect(answer.href).toMatch(scene.parks.callback);
    expect(Object.fromEntries(answer.searchParams)).toEqual({
      code: expect.any(String),
      state: 'state-1',
      iss: scene.service.url,
    });
  });

  test('a city app gets its answer: no', async () => {
    const resident = await arrive();
    await resident.signIn('facebook');
    await resident.open(scene.parks.authorizeUrl({ ui_locales: language }));
    await resident.press('appconsent.btn.no');
    const { searchParams } = new URL(resident.page.url());
    expect(searchParams.get('error')).toBe('access_denied');
    expect(searchParams.has('code')).toBe(false);
  });

  test('what is missing in a form is said first, and each line leads to its field', async () => {
    const resident = await arrive();
    await resident.reachReview();
    await resident.press('review.btn.save');
    const focused = (): Promise<string | undefined> =>
      resident.page.evaluate(() => document.activeElement?.role ?? document.activeElement?.id);
    expect(await focused()).toBe('alert');
    await resident.page.keyboard.press('Tab');
    await resident.page.keyboard.press('Enter');
    expect(await focused()).toBe('save_name-yes');
    await resident.page.keyboard.press('Space');
    await resident.press('review.btn.save');
    expect(resident.path).toMatch(/\/link\/done\//);
  });

  test('who meets a conflict is led to the account in question', async () => {
    const person = meet(scene.service);
    const holder = await arrive();
    await holder.signIn('google', { person });
    await holder.leave();
    const resident = await arrive();
    await resident.signIn('facebook');
    await resident.setOutToLink('google');
    await resident.travel('google', { person });
    await resident.press('err.conflict.mine.btn', { provider: 'Google' });
    expect(resident.path).toMatch(/\/link\/google$/);
    await resident.travel('google', { person });
    expect(resident.path).toMatch(/\/account$/);
  });
});

test('Back and then Reload repeats nothing', async () => {
  const resident = await KeyboardVisitor.arrive(scene.service, scene.browser, 'en');
  await resident.signIn();
  const before = [await times('flow.consumed'), await times('link.created')];
  await resident.page.goBack();
  await resident.page.reload();
  await resident.page.goBack();
  await resident.page.reload();
  expect([await times('flow.consumed'), await times('link.created')]).toEqual(before);
  await resident.open('/account');
  await proveHere(resident, 'erase');
  await resident.press('links.delete.btn');
  await resident.pick('delete.check');
  await resident.press('delete.btn.yes');
  const erased = await times('resident.erased');
  await resident.page.reload();
  await resident.page.goBack();
  await resident.page.reload();
  expect(await times('resident.erased')).toBe(erased);
  await resident.leave();
});
