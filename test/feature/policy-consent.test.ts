import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agreements } from '../../src/grants/agreements.ts';
import { Consents } from '../../src/grants/consents.ts';
import { Database } from '../../src/platform/database/database.ts';
import { CityService } from '../support/city-service.ts';
import { newestResident, passDays, publishIn } from '../support/policy-versions.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * What a version that asks again means for city services: nothing new is told them before the resident has agreed.
 */

let service: TestService;
let parks: CityService;
let ana: Resident;
let id: string;
beforeEach(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link();
  id = await newestResident(service);
});
afterEach(async () => {
  parks.close();
  await service.stop();
});

const agree = { decision: 'yes' };
const decline = { decision: 'no' };

/** A new version begins, and the resident comes back days later at another browser. */
async function comeBack(changes: object = {}): Promise<void> {
  await publishIn(service, 1, changes);
  await passDays(service, 2);
  ana = new Resident(service);
}

const at = ({ page }: Resident): string => page.url.pathname + page.url.search;

describe('a city service', () => {
  test('waits while its resident is asked at sign-in, and gets its code after the yes', async () => {
    await comeBack();
    await ana.open(parks.authorizeUrl());
    const request = ana.page.url.searchParams.get('r') ?? '';
    await ana.travel('google', {}, `?r=${request}`);
    expect(at(ana)).toBe(`/policy/changed?r=${request}`);
    await ana.browser.submit('/policy/changed', agree);
    expect(at(ana)).toBe(`/connect/${request}`);
    const back = await parks.allow(ana);
    expect(back.url.searchParams.get('code')).toBeTruthy();
  });

  test('is told no when the resident does not agree and goes back', async () => {
    await comeBack();
    await ana.open(parks.authorizeUrl());
    const request = ana.page.url.searchParams.get('r') ?? '';
    await ana.travel('google', {}, `?r=${request}`);
    await ana.browser.submit('/policy/changed', decline);
    expect(at(ana)).toBe(`/policy/declined?r=${request}`);
    expect(ana.page.headers['content-security-policy']).toContain(new URL(parks.callback).origin);
    await ana.browser.submit(`/connect/${request}`, decline);
    expect(ana.page.url.searchParams.get('error')).toBe('access_denied');
  });

  test('gets nothing through an open consent page, whose yes leads to the question first', async () => {
    await ana.open(parks.authorizeUrl());
    await publishIn(service, 0);
    await service.travel(1);
    await parks.allow(ana);
    expect(ana.page.url.pathname).toBe('/policy/changed');
    expect(await service.database.query('select 1 from civic.consent')).toEqual([]);
  });

  test('cannot be given a consent that counts by somebody who has not agreed, even at the last moment', async () => {
    await publishIn(service, 0);
    await service.travel(1);
    const consents = service.running.app.get(Consents);
    const question = { residentId: id, appId: parks.id, scopes: ['openid'], links: null };
    const give = (shown: number): Promise<boolean> =>
      consents.give(service.running.app.get(Database), {
        ...question,
        policy: { shown, required: 2 },
      });
    expect([await give(1), await give(2)]).toEqual([false, false]);
    await service.running.app.get(Agreements).agree(id, 2);
    expect([await give(1), await give(2)]).toEqual([false, true]);
  });

  test('gets nothing through a consent page of the old policy, either, after a yes elsewhere', async () => {
    await ana.open(parks.authorizeUrl());
    const { page } = ana;
    await publishIn(service, 0);
    await service.travel(1);
    await ana.open('/policy/changed');
    await ana.browser.submit('/policy/changed', agree);
    ana.browser.page = page;
    await parks.allow(ana);
    expect(ana.page.text).toContain('This is policy version 2');
    expect(await service.database.query('select 1 from civic.consent')).toEqual([]);
  });

  test('without a page is told that one is needed', async () => {
    await parks.connect(ana);
    const silent = parks.authorizeUrl({ prompt: 'none' });
    await publishIn(service, 0);
    await service.travel(1);
    const errorOf = async (): Promise<string | null> =>
      (await ana.open(silent)).url.searchParams.get('error');
    expect(await errorOf()).toBe('interaction_required');
    await ana.open('/policy/changed');
    await ana.browser.submit('/policy/changed', agree);
    expect(await errorOf()).toBe('consent_required');
    await parks.ask(ana);
    expect(await errorOf()).toBeNull();
  });

  test('keeps its consent over a version that does not ask again, and scopes add up', async () => {
    await parks.connect(ana, { scope: 'openid' });
    await publishIn(service, 0, { asksAgain: false });
    await service.travel(1);
    const silent = await ana.open(parks.authorizeUrl({ prompt: 'none', scope: 'openid' }));
    expect(silent.url.searchParams.get('code')).toBeTruthy();
    await parks.ask(ana, { scope: 'linked_accounts' });
    const kept = await service.database.query('select scopes, policy_version from civic.consent');
    expect(kept).toEqual([{ scopes: ['linked_accounts', 'openid'], policy_version: '2' }]);
  });

  test('starts anew after one that asks again', async () => {
    await parks.connect(ana, { scope: 'openid' });
    await publishIn(service, 0);
    await service.travel(1);
    await ana.open('/policy/changed');
    await ana.browser.submit('/policy/changed', agree);
    await parks.ask(ana, { scope: 'linked_accounts' });
    const kept = await service.database.query('select scopes, policy_version from civic.consent');
    expect(kept).toEqual([{ scopes: ['linked_accounts'], policy_version: '2' }]);
  });
});
