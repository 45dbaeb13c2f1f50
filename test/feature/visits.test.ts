import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { LinkSearch } from '../../src/links/link-search.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Household, textOf } from '../support/household.ts';
import type { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const operator = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' } as const;

/** The lines of "Since your last visit" on the home page; null when it is not there. */
async function newsOf(resident: Resident): Promise<string[] | null> {
  const { text } = await resident.open('/account');
  const region = /<section class="cl-notices" aria-labelledby="since">(.*?)<\/section>/s.exec(text);
  if (region === null) return null;
  expect(region[1]).toContain('<h2 id="since">Since your last visit</h2>');
  expect(region[1]).toContain('href="/account/activity"');
  return [...(region[1] ?? '').matchAll(/<li>(.*?)<\/li>/gs)].map(([, line = '']) =>
    textOf({ text: line }),
  );
}

const record = (event: LedgerEvent): Promise<string> =>
  service.running.app.get(Ledger).record(service.running.app.get(Database), event);

/** Signs out and in again at the same browser, after a while. */
async function comeBack(household: Household): Promise<void> {
  await service.travel(60);
  await household.resident.open('/account');
  await household.resident.browser.submit('/sign-out');
  await household.signIn('google', household.resident);
}

describe('since the last visit', () => {
  test('a first visit shows nothing, whatever happens in it', async () => {
    const household = await Household.settle(service);
    const { residentId } = household;
    await household.linkAnother();
    await service.running.app.get(LinkSearch).find(operator, { by: 'resident-id', residentId });
    expect(await newsOf(household.resident)).toBeNull();
  });

  test('a quiet time shows nothing either', async () => {
    const household = await Household.settle(service);
    await comeBack(household);
    expect(await newsOf(household.resident)).toBeNull();
  });

  test('shows what others did: staff, providers, somebody who wanted the same account', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    await service.travel(60);
    const { residentId } = household;
    const linkId = await household.linkWith('facebook');
    await service.running.app.get(LinkSearch).find(operator, { by: 'resident-id', residentId });
    await record({
      type: 'link.conflict',
      actor: { kind: 'system' },
      residentId,
      provider: 'google',
    });
    const actor = { kind: 'provider', id: 'facebook' } as const;
    await service.running.app
      .get(Database)
      .transaction((sql) =>
        service.running.app
          .get(LinkRemoval)
          .ordered(sql, { linkId, actor, reason: 'provider_problem' }),
      );
    await household.signIn('google', household.resident);
    expect(await newsOf(household.resident)).toEqual([
      expect.stringMatching(/^Removed your Facebook link\. Reason: .* Facebook , \w+ \d+/),
      expect.stringContaining('Stopped someone who tried to link your Google account'),
      expect.stringMatching(
        /^Found you in a search by record ID City worker \(runs this service\)/,
      ),
      expect.stringMatching(/^Linked Facebook/),
    ]);
  });

  test('is not what the same session did itself, and is still there after linking, which changes the session', async () => {
    const household = await Household.settle(service);
    await service.travel(60);
    const { residentId } = household;
    await service.running.app.get(LinkSearch).find(operator, { by: 'resident-id', residentId });
    await household.signIn('google', household.resident);
    const before = await newsOf(household.resident);
    expect(before).toHaveLength(1);
    await household.linkAnother();
    expect(await newsOf(household.resident)).toEqual(before);
    const path = `/account/links/${await household.linkWith('google')}/remove`;
    await household.resident.open(path);
    await household.resident.browser.submit(path);
    expect(await newsOf(household.resident)).toEqual(before);
  });

  test('shows a sign-in elsewhere, there and here', async () => {
    const household = await Household.settle(service);
    await service.travel(60);
    await household.signIn('google', household.resident);
    expect(await newsOf(household.resident)).toBeNull();
    await service.travel(60);
    const elsewhere = await household.signIn();
    expect(await newsOf(household.resident)).toEqual([
      expect.stringMatching(/^Signed in with Google You/),
    ]);
    expect(await newsOf(elsewhere)).toBeNull();
    await service.travel(60);
    await household.signIn('google', household.resident);
    expect(await newsOf(elsewhere)).toHaveLength(1);
  });

  test('shows five at most, the newest', async () => {
    const household = await Household.settle(service);
    const { residentId } = household;
    await service.travel(60);
    const actor = { kind: 'resident', id: residentId } as const;
    for (let days = 1; days <= 8; days += 1) {
      await record({ type: 'erasure.requested', actor, residentId, days });
    }
    await household.signIn('google', household.resident);
    const news = (await newsOf(household.resident)) ?? [];
    expect(news.map((line) => /in (\d) days/.exec(line)?.[1])).toEqual(['8', '7', '6', '5', '4']);
  });

  test('is gone at the visit after', async () => {
    const household = await Household.settle(service);
    const { residentId } = household;
    await service.travel(60);
    await service.running.app.get(LinkSearch).find(operator, { by: 'resident-id', residentId });
    await household.signIn('google', household.resident);
    expect(await newsOf(household.resident)).toHaveLength(1);
    await comeBack(household);
    expect(await newsOf(household.resident)).toBeNull();
  });
});
