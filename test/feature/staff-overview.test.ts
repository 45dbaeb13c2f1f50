import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SealState } from '../../src/audit/seal-state.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { ServiceError } from '../../src/kernel/service-error.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import type { StaffRole } from '../../src/permissions/permissions.ts';
import { Attention } from '../../src/platform/attention/attention.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import { ApiCaller } from '../support/api.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import { Crowd } from '../support/crowd.ts';
import { keepDraft, typedDraft } from '../support/policy-drafts.ts';
import { housekeep, publishIn } from '../support/policy-versions.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

/* The first page of the console says what needs somebody, and shows how it goes in sentences, charts, tables and files. */

const day = 86_400;

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000', TIME_ZONE: 'America/Chicago' });
});
afterAll(() => service.stop());

const now = (): number => service.running.app.get(Clock).milliseconds();
const sealing = (): SealState => service.running.app.get(SealState);
const ago = (seconds: number): Date => new Date(now() - seconds * 1000);
const tallies = (): Tallies => service.running.app.get(Tallies);

async function told(staff: StaffMember = atServer): Promise<string[]> {
  // After a journey through time an entry looks as if it had waited that long for its seal.
  while ((await sealing().read()).waiting > 0) await setTimeout(50);
  const items = await service.running.app.get(Attention).items(staff);
  return items.map(({ says }) => says('en'));
}

const csvOf = async (clerk: Clerk, path: string): Promise<string[]> =>
  (await clerk.browser.open(new URL(path, service.url))).text.trimEnd().split('\r\n');

describe('before anything has happened', () => {
  test('the page says so in words, and draws nothing', async () => {
    const { text } = await (await Clerk.start(service, 'viewer')).open('/staff');
    expect(text).toContain('Nothing needs your attention now.');
    expect(text).toMatch(/From [^<]*, no link was added or removed\./);
    expect(text.match(/Nobody has tried to sign in since/g)).toHaveLength(2);
    expect(text).toMatch(/no city service checked anything/);
    expect(text).not.toContain('role="img"');
  });
});

describe('the charts', () => {
  beforeAll(async () => {
    const crowd = new Crowd(service);
    await crowd.arrive(3, { at: ago(3 * day), providers: ['google', 'facebook'] });
    await crowd.arrive(2, { at: ago(60) });
    await crowd.leave(1, 'google', ago(30));
    for (const outcome of ['worked', 'worked', 'declined', 'failed']) {
      tallies().add('sign-in', 'google', outcome);
    }
    for (let count = 0; count < 7; count += 1) tallies().add('token-check', `app-${count}`, 'yes');
    tallies().add('token-check', 'app-0', 'no');
    await tallies().flush();
  });

  test('say in a sentence what they show, in both languages', async () => {
    const clerk = await Clerk.start(service, 'auditor');
    const english = (await clerk.open('/staff')).text;
    expect(english).toMatch(/: 8 links added, 1 removed\. Most were added on [^<]*: 6\./);
    expect(english).toMatch(/Worked: 2\. Person said no: 1\. Failed: 1\./);
    expect(english).toMatch(/Answers: 8\. “No”: 1\. The service with the most: app-0, 2\./);
    const spanish = (await clerk.open('/es/staff')).text;
    expect(spanish).toMatch(/: 8 vínculos nuevos, 1 quitados\./);
    expect(spanish).toMatch(/Intentos desde el [^<]*: 4\. Funcionaron: 2\./);
  });

  test('are an image, a table and a file each, with the same numbers', async () => {
    const clerk = await Clerk.start(service, 'approver');
    const { text } = await clerk.open('/staff');
    // Links, sign-ins with Google, checks: each in two sizes. Nobody came through Facebook.
    expect(text.match(/role="img"/g)).toHaveLength(6);
    expect(text.match(/<details/g)).toHaveLength(3);
    expect((await csvOf(clerk, '/staff/figures/links.csv')).map(withoutDay)).toEqual([
      'day,provider,added,removed',
      '*,facebook,3,0',
      '*,google,3,0',
      '*,google,2,1',
    ]);
    expect((await csvOf(clerk, '/staff/figures/sign-ins.csv')).map(withoutDay)).toEqual([
      'hour,provider,worked,declined,failed',
      '*,google,2,1,1',
    ]);
    const checks = await csvOf(clerk, '/staff/figures/checks.csv');
    expect(checks.map(withoutDay).slice(0, 3)).toEqual([
      'day,app,active,not_active,issued,refused',
      '*,app-0,1,1,0,0',
      '*,app-1,1,0,0,0',
    ]);
    expect((await clerk.open('/staff/figures/others.csv')).status).toBe(404);
  });

  test('go as far back as somebody chooses, and so do the files', async () => {
    const clerk = await Clerk.start(service, 'viewer');
    const { text } = await clerk.open('/staff?range=24h');
    expect(text).toMatch(/: 2 links added, 1 removed\./);
    expect(text).toContain('href="/staff/figures/links.csv?range=24h"');
    expect(await csvOf(clerk, '/staff/figures/links.csv?range=24h')).toHaveLength(2);
    const month = (await clerk.open('/staff?range=30d')).text;
    expect(month.match(/<td[^>]*data-label="Worked"/g)).toHaveLength(31);
  });

  test('show no more apps than there are patterns; the others come together', async () => {
    const { text } = await (await Clerk.start(service, 'viewer')).open('/staff');
    const headings = [...text.matchAll(/columnheader">([^<]*)</g)].map(([, name]) => name);
    expect(headings.slice(-6)).toEqual(['Day', 'app-0', 'app-1', 'app-2', 'app-3', 'All others']);
  });

  test('are there for a program with the scope, and for nobody without it', async () => {
    const api = await ApiCaller.open(service, ['admin:dashboard.read']);
    const { status, json } = await api.get('/api/admin/figures');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      residents: 5,
      links: [
        { provider: 'facebook', links: 3 },
        { provider: 'google', links: 4 },
      ],
    });
    api.app.close();
    const other = await ApiCaller.open(service, ['admin:apps.read']);
    expect((await other.get('/api/admin/figures')).status).toBe(403);
    other.app.close();
    const stranger = new HeadlessBrowser();
    const file = await stranger.open(new URL('/staff/figures/links.csv', service.url));
    expect(file.url.pathname).toBe('/staff/sign-in');
  });
});

describe('what needs attention', () => {
  test('is a draft of the policy, to everybody who may read it', async () => {
    await keepDraft(service, typedDraft(service, 40));
    for (const role of staffRoles) {
      const { text } = await (await Clerk.start(service, role)).open('/staff');
      expect(text).toMatch(
        /href="\/staff\/policy\/draft\/preview">A draft of the privacy policy has been waiting since/,
      );
    }
  });

  test('is what residents said was not them, for seven days', async () => {
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, at, resident_id, detail)
       select 'activity.disavowed', 'resident', $1::timestamptz - n * interval '6 days',
         gen_random_uuid(), '{"entry": 1, "event": "link.created"}'
       from generate_series(0, 2) as n`,
      [ago(60)],
    );
    const report = 'Residents told us in the last 7 days that something was not them. Reports: 2.';
    expect(await told()).toContain(report);
    const wayOf = async (role: StaffRole): Promise<string> => {
      const { text } = await (await Clerk.start(service, role)).open('/staff');
      return /href="([^"]*)">Residents told us/.exec(text)?.[1] ?? 'none';
    };
    const log = /^\/staff\/audit\?type=activity\.disavowed&amp;from=\d{4}-\d\d-\d\d$/;
    expect(await wayOf('auditor')).toMatch(log);
    expect(await wayOf('viewer')).toBe('none');
    await service.travel(8 * day);
    expect((await told()).filter((text) => text.startsWith('Residents told'))).toEqual([]);
  });

  test('is a provider with which many sign-ins fail, and not one with a few', async () => {
    const add = async (provider: string, outcome: string, count: number): Promise<void> => {
      for (let done = 0; done < count; done += 1) tallies().add('sign-in', provider, outcome);
      await tallies().flush();
    };
    const troubled = async (): Promise<string[]> =>
      (await told()).filter((text) => text.startsWith('Signing in'));
    await add('google', 'failed', 4);
    expect(await troubled()).toEqual([]);
    await add('google', 'failed', 1);
    expect(await troubled()).toEqual([
      'Signing in with Google failed 5 of 5 times in the last 2 hours.',
    ]);
    await add('google', 'worked', 15);
    expect(await troubled()).toEqual([]);
    await add('google', 'failed', 1);
    expect(await troubled()).toHaveLength(1);
    await service.travel(3 * 3600);
    expect(await troubled()).toEqual([]);
  });

  test('is the day from which residents are paused, in the two weeks before it', async () => {
    const version = await publishIn(service, 0);
    const pause = async (): Promise<string[]> =>
      (await told()).filter((text) => text.startsWith('Residents who have not agreed'));
    expect(await pause()).toEqual([]);
    await service.travel(47 * day);
    expect(await pause()).toEqual([
      expect.stringContaining(`to policy version ${version} are paused on`),
    ]);
    await service.travel(14 * day);
    expect(await pause()).toEqual([]);
  });

  test('is a change of keys: before it to those who see keys, and after it when it did not come', async () => {
    const { database } = service;
    const keys = async (role: 'auditor' | 'viewer'): Promise<string[]> =>
      (await told({ ...atServer, role })).filter((text) => text.includes('signing keys'));
    await housekeep(service);
    const age = (days: number): Promise<unknown> =>
      database.query(`update civic.signing_key set usable_from = $1 where state = 'current'`, [
        ago(days * day),
      ]);
    await age(80);
    expect(await keys('auditor')).toEqual([]);
    await age(84);
    expect(await keys('auditor')).toEqual([expect.stringMatching(/change by themselves on/)]);
    expect(await keys('viewer')).toEqual([]);
    const { text } = await (await Clerk.start(service, 'auditor')).open('/staff');
    expect(text).toMatch(/href="\/staff\/keys">The signing keys change/);
    await age(91);
    expect(await keys('auditor')).toEqual([expect.stringMatching(/should have changed on/)]);
  });

  test('is for staff alone', async () => {
    const attention = service.running.app.get(Attention);
    await expect(attention.items({ scopes: ['admin:apps.read'] })).rejects.toThrow(ServiceError);
  });
});

/** The lines without the moments, which depend on when the test runs. */
function withoutDay(line: string): string {
  return line.replace(/^\d{4}-\d{2}-\d{2}[^,]*/, '*');
}
