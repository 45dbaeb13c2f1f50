import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LinkCounts } from '../../src/links/link-counts.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import { ProviderStates } from '../../src/providers/provider-states.ts';
import type { ProviderMode } from '../../src/providers/provider-states.ts';
import { ProviderTrials } from '../../src/providers/provider-trials.ts';
import { ProviderFigures } from '../../src/statistics/provider-figures.ts';
import { ApiCaller } from '../support/api.ts';
import type { Page } from '../support/browser.ts';
import { Evidence } from '../support/evidence.ts';
import { Household, textOf } from '../support/household.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk, staffMember } from '../support/staff.ts';

/* The providers in the console: how they do, trying one out, and switching one. */

let service: TestService;
let operator: Clerk;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  operator = await Clerk.start(service, 'operator', 'Olga Operator');
  evidence = new Evidence(service);
});
afterAll(() => service.stop());
beforeEach(async () => {
  for (const provider of ['google', 'facebook']) await be('on', provider);
});

const states = (): ProviderStates => service.running.app.get(ProviderStates);
const be = (mode: ProviderMode, provider = 'google') => states().change(atServer, provider, mode);
const modeOf = async (id = 'google') => (await states().find(atServer, id))?.mode;

async function change(mode: string, clerk = operator): Promise<Page> {
  await clerk.open('/staff/providers/google/change');
  return clerk.submit('/google/change', { mode });
}

async function pause(): Promise<Page> {
  await operator.open('/staff/providers/google/pause');
  return operator.submit('/google/change');
}

const switches = async (): Promise<number> =>
  (await evidence.ledger('provider.paused')).length +
  (await evidence.ledger('provider.resumed')).length;

describe('the page of providers', () => {
  test.each(staffRoles)('is for every role, and its changes for operators: %s', async (role) => {
    const clerk = await Clerk.start(service, role);
    const may = role === 'operator';
    const list = await clerk.open('/staff/providers');
    expect([list.status, list.text.includes('/google/change"')]).toEqual([200, may]);
    expect(list.text.includes('/google/pause"')).toBe(may);
    for (const path of ['google/change', 'google/pause']) {
      expect((await clerk.open(`/staff/providers/${path}`)).status).toBe(may ? 200 : 403);
    }
  });

  test('says how each does: the hour in which one last worked, and how many failed', async () => {
    const empty = textOf(await operator.open('/staff/providers'));
    expect(empty).toContain('None in 7 days');
    expect(empty).toContain('Nobody tried');
    const tallies = service.running.app.get(Tallies);
    for (const outcome of ['worked', 'worked', 'worked', 'declined', 'failed'])
      tallies.add('sign-in', 'facebook', outcome);
    await tallies.flush();
    const text = textOf(await operator.open('/staff/providers'));
    expect(text).toMatch(/In the hour from [^.]* \d+:00/);
    expect(text).toContain('Failed in the last 24 hours 1 of 5 tries (20%)');
    await service.travel(26 * 3600);
    operator = await Clerk.start(service, 'operator', 'Olga Operator');
    const later = textOf(await operator.open('/staff/providers'));
    expect(later).toMatch(/In the hour from/);
    expect(later).not.toContain('1 of 5 tries');
  });

  test('shows the end of the client ID and no more of it', async () => {
    const { text } = await operator.open('/staff/providers');
    const [google = ''] = /[^>]*(?=<\/code>)/.exec(text) ?? [];
    expect(google).toHaveLength(6);
    const url = new URL((await new Resident(service).leaveFor('google')).url);
    expect(url.searchParams.get('client_id')).toMatch(new RegExp(`.${google}$`));
  });

  test('does not know one that is not there', async () => {
    for (const path of ['myspace/change', 'myspace/pause'])
      expect((await operator.open(`/staff/providers/${path}`)).status).toBe(404);
    await operator.open('/staff/providers');
    operator.browser.page = {
      ...operator.page,
      text: operator.page.text.replace('/google/test', '/myspace/test'),
    };
    expect((await operator.submit('/myspace/test')).status).toBe(404);
  });
});

describe('switching a provider off', () => {
  test('refuses the next sign-in with a calm page, and keeps the links there are', async () => {
    const household = await Household.settle(service);
    const page = await change('off');
    expect([page.url.pathname, await modeOf()]).toEqual(['/staff/providers', 'off']);
    expect(page.text).toContain('Google is off.');
    expect((await household.resident.open('/account')).url.pathname).toBe('/session-ended');
    const refused = await new Resident(service).open('/link/google');
    expect(refused.url.pathname).toBe('/link/ended/switched-off');
    expect(textOf(refused)).toContain('Google is not working right now');
    expect(await household.linkWith('google')).not.toBe('');
    await change('on');
    const back = await household.signIn();
    expect(textOf(await back.open('/account'))).toContain('Google');
  });

  test('to linking only lets accounts be linked, and nobody sign in', async () => {
    const household = await Household.settle(service, 'facebook');
    const page = await change('link-only');
    expect(page.text).toContain('Google is only for linking.');
    expect((await new Resident(service).open('/link/google')).url.pathname).toContain(
      'switched-off',
    );
    await household.linkAnother('google');
    expect(await household.linkWith('google')).not.toBe('');
  });

  test('is one press on the page for it, and can be undone', async () => {
    const page = await pause();
    expect([page.text.includes('Google is off.'), await modeOf()]).toEqual([true, 'off']);
    expect(page.text).not.toContain('/google/pause"');
    expect((await change('on')).text).toContain('Google is on.');
    expect(await modeOf()).toBe('on');
  });

  test('twice does it once and says the same', async () => {
    const before = await switches();
    await operator.open('/staff/providers/google/pause');
    const form = operator.page;
    const first = await operator.submit('/google/change');
    operator.browser.page = form;
    const second = await operator.submit('/google/change');
    expect(textOf(second)).toBe(textOf(first));
    expect(await switches()).toBe(before + 1);
  });

  test('says only what is so, whatever the address says', async () => {
    const { text } = await operator.open('/staff/providers?provider=google&done=off');
    expect(text).not.toContain('Google is off.');
  });

  test('names in the ledger who did it', async () => {
    await pause();
    const [row] = await service.database.query(
      `select actor, detail from civic.ledger_entry where type = 'provider.paused' order by id desc limit 1`,
    );
    const detail = { provider: 'google', linkOnly: false, role: 'operator' };
    expect(row).toEqual({ actor: operator.person.id, detail });
  });

  test('needs a choice', async () => {
    const page = await change('');
    expect([page.status, page.text.includes('href="#mode-on"')]).toEqual([422, true]);
    expect(await modeOf()).toBe('on');
  });

  test('needs a fresh passkey, and leads back to the page', async () => {
    const clerk = await Clerk.start(service, 'operator');
    await clerk.open('/staff/providers/google/change');
    await service.travel(5 * 60);
    const asked = await clerk.submit('/google/change', { mode: 'off' });
    expect([asked.url.pathname, await modeOf()]).toEqual(['/staff/prove', 'on']);
    const back = await clerk.submit('/staff/prove', { answer: clerk.answer('use') });
    expect([back.url.pathname, await modeOf()]).toEqual(['/staff/providers/google/change', 'on']);
  });

  test('leads on to a plan for its links', async () => {
    const { text } = await operator.open('/staff/providers/google/change');
    expect(text).toContain('href="/staff/bulk/new?provider=google"');
    const plan = await operator.open('/staff/bulk/new?provider=google');
    expect(plan.text).toMatch(/<option [^>]*value="google"[^>]* selected/);
  });
});

describe('who has no other way in', () => {
  const dependents = async (provider: string): Promise<number> =>
    (await service.running.app.get(LinkCounts).dependents(atServer, provider)) ?? -1;

  test('is counted before somebody switches it off, as the others are switched now', async () => {
    const [google, facebook] = [await dependents('google'), await dependents('facebook')];
    await be('off', 'facebook');
    const alone = await dependents('google');
    await be('on', 'facebook');
    await Household.settle(service);
    const both = await Household.settle(service);
    await both.linkAnother('facebook');
    expect(await dependents('google')).toBe(google + 1);
    expect(await dependents('facebook')).toBe(facebook);
    const told = `sign in with Google and nothing else: ${google + 1}.`;
    for (const path of ['change', 'pause'])
      expect(textOf(await operator.open(`/staff/providers/google/${path}`))).toContain(told);
    await be('link-only', 'facebook');
    expect(await dependents('google')).toBe(alone + 2);
  });

  test('keeps nobody from switching it off when they cannot be counted', async () => {
    await be('on', 'google');
    const blocker = new pg.Client({ connectionString: service.database.adminUrl });
    await blocker.connect();
    await blocker.query('begin; lock table civic.link in access exclusive mode');
    expect(textOf(await pause())).toContain('Google is off.');
    await operator.open('/staff/providers/google/pause');
    expect(textOf(operator.page)).toContain('They could not be counted now.');
    await blocker.end();
    await be('on', 'google');
  });
});

describe('testing a provider', () => {
  const tried = () => evidence.tokenRequests.length;

  async function tryOut(clerk = operator): Promise<Page> {
    await clerk.open('/staff/providers');
    return clerk.submit('/google/test');
  }

  test('asks it what a made-up code is worth, and says what that shows and what not', async () => {
    const before = tried();
    const page = await tryOut(await Clerk.start(service, 'viewer'));
    const text = textOf(page);
    expect(text).toContain('Google answers and knows this service.');
    expect(text).toContain('What was not tested The page at Google where residents sign in');
    expect(tried()).toBe(before + 1);
  });

  test('asks once in ten seconds, whoever wants to know', async () => {
    await service.travel(11);
    const before = tried();
    const trials = service.running.app.get(ProviderTrials);
    const ask = () => trials.run(staffMember('viewer'), 'google');
    const results = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(results.map((result) => result?.at.getTime())).size).toBe(1);
    expect(tried()).toBe(before + 1);
    await service.travel(11);
    await ask();
    expect(tried()).toBe(before + 2);
  });

  test('counts as nobody’s sign-in', async () => {
    const counted = async () => {
      await service.running.app.get(Tallies).flush();
      return (await service.running.app.get(ProviderFigures).lately(atServer)).get('google');
    };
    await service.travel(11);
    const before = await counted();
    await tryOut();
    expect(await counted()).toEqual(before);
  });
});

describe('through the API', () => {
  test('an app with the scope sees how one does, and tries it', async () => {
    const reader = await ApiCaller.open(service, ['admin:providers.read']);
    await Household.settle(service);
    const { json } = await reader.get('/api/admin/providers/google/figures');
    expect(json).toMatchObject({ provider: 'google', mode: 'on', tries: expect.any(Number) });
    expect(json.only_way_in).toBeGreaterThan(0);
    const tested = await reader.post('/api/admin/providers/google/test', null);
    expect(tested.json).toMatchObject({ provider: 'google', outcome: 'answers' });
    expect((await reader.get('/api/admin/providers/myspace/figures')).status).toBe(404);
    reader.app.close();
  });
});

describe('the services behind', () => {
  test('refuse whoever may not', async () => {
    const { app } = service.running;
    const other = { actor: { kind: 'app', id: 'x' }, scopes: ['admin:apps.read'] } as const;
    const refused = { code: 'not-allowed', status: 403 };
    for (const act of [
      () => app.get(ProviderFigures).lately(other),
      () => app.get(ProviderTrials).run(other, 'google'),
      () => app.get(LinkCounts).dependents(other, 'google'),
      () => states().find(other, 'google'),
    ])
      await expect(act()).rejects.toMatchObject(refused);
  });

  test('tell staff of trouble, with the way to this page', async () => {
    const tallies = service.running.app.get(Tallies);
    for (let count = 0; count < 30; count += 1) tallies.add('sign-in', 'google', 'failed');
    await tallies.flush();
    const { text } = await (await Clerk.start(service, 'viewer')).open('/staff');
    expect(text).toMatch(/href="\/staff\/providers">Signing in with Google failed/);
  });
});
