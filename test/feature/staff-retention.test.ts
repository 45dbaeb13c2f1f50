import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { RetentionRuns } from '../../src/retention/retention-runs.ts';
import { runEverySeconds } from '../../src/retention/retention-run.ts';
import type { RetentionRun } from '../../src/retention/retention-run.ts';
import { Retention } from '../../src/retention/retention.ts';
import type { Page } from '../support/browser.ts';
import { Evidence } from '../support/evidence.ts';
import { textOf } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk, staffMember } from '../support/staff.ts';

/* What is kept for how long, in the console: what would go now, the runs, and beginning one. */

let service: TestService;
let operator: Clerk;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  evidence = new Evidence(service);
  await meetOperator();
});
afterAll(() => service.stop());

/** Sessions of staff end after a quarter of an hour without use. */
async function meetOperator(): Promise<void> {
  operator = await Clerk.start(service, 'operator', 'Olga Operator');
}

const retention = (): Retention => service.running.app.get(Retention);
const runs = (): Promise<RetentionRun[]> => retention().lastRuns(atServer, 100);

/** Codes whose time is over. */
const plantCodes = (rows: number): Promise<object[]> =>
  service.database.query(
    `insert into civic.authorization_code
       (code_hash, app_id, grant_id, redirect_uri, code_challenge, scopes, expires_at)
     select sha256(convert_to(gen_random_uuid()::text, 'utf8')), 'parks', $1, '', '', '{}', civic.now() - interval '2 days'
     from generate_series(1, ${rows})`,
    [newId()],
  );

async function runNow(): Promise<Page> {
  await operator.open('/staff/retention/run');
  return operator.submit('/retention/run');
}

/** What the page says would go and has gone of the notes of a yes to a city service. */
function codesOn(page: Page): (string | undefined)[] {
  const row =
    /A note that you just said yes to a city service.*?<\/tr>/s.exec(page.text)?.[0] ?? '';
  return [...row.matchAll(/<div>([^<]*)<\/div>/g)].slice(-2).map(([, cell]) => cell);
}

describe('the page of retention', () => {
  test.each(staffRoles)('is for every role, and running for operators: %s', async (role) => {
    const clerk = await Clerk.start(service, role);
    const may = role === 'operator';
    const page = await clerk.open('/staff/retention');
    expect([page.status, page.text.includes('href="/staff/retention/run"')]).toEqual([200, may]);
    expect((await clerk.open('/staff/retention/run')).status).toBe(may ? 200 : 403);
  });

  test('says of every kind what it is, why and how long, under the part of the policy that promises it', async () => {
    const text = textOf(await operator.open('/staff/retention'));
    const kinds = retention().inWords('en');
    for (const { what, long } of kinds) {
      expect(text).toContain(what);
      expect(text).toContain(long);
    }
    expect(kinds.length).toBeGreaterThan(30);
    expect(text).toMatch(/What you give us .* What we need for a short time .* What we write down/);
    expect(text).toMatch(/said yes to a city service So that nothing can be used twice Up to/);
  });

  test('says before the first run that there was none', async () => {
    expect(await runs()).toEqual([]);
    const text = textOf(await operator.open('/staff/retention'));
    expect(text).toContain('Nothing has run yet.');
    expect(text).toContain('Next run By itself, within minutes');
  });
});

describe('running it now', () => {
  test('deletes what the page counted, and shows the certificate with its hash', async () => {
    await plantCodes(7);
    expect(codesOn(await operator.open('/staff/retention'))).toEqual(['7', '0']);
    expect(textOf(await operator.open('/staff/retention/run'))).toMatch(/due now: [1-9]\d*\./);
    const page = await operator.submit('/retention/run');
    expect(page.url.pathname).toBe('/staff/retention');
    expect(page.text).toContain('What was due is deleted.');
    expect([codesOn(page), await evidence.count('authorization_code')]).toEqual([['0', '0'], 0]);
    const [run] = await runs();
    const { text = '', hash = '' } = run?.certificate ?? {};
    expect(text).toContain('deleted authorization_code: 7');
    expect(page.text).toContain(hash);
    expect(textOf(page)).toContain('Olga Operator');
    const certificate = await operator.open(`/staff/retention/runs/${run?.id}`);
    const shown = /<code>(Civic Link[^<]*)<\/code>/.exec(certificate.text)?.[1] ?? '';
    expect(createHash('sha256').update(shown).digest('base64url')).toBe(hash);
  });

  test('says from when on the next one begins by itself', async () => {
    const [run] = await runs();
    const finished = run?.certificate?.finishedAt ?? new Date(0);
    const text = textOf(await operator.open('/staff/retention'));
    expect(text).toContain('Next run By itself, within minutes after');
    await service.travel(runEverySeconds - 600);
    await retention().runIfDue(new AbortController().signal);
    expect((await runs()).length).toBe(1);
    await service.travel(1200);
    await retention().runIfDue(new AbortController().signal);
    const [next] = await runs();
    const waited = Number(next?.beganAt) - finished.getTime();
    expect(waited).toBeGreaterThanOrEqual(runEverySeconds * 1000);
    await meetOperator();
    expect(textOf(await operator.open('/staff/retention'))).toMatch(
      /By itself Deleted: \d+, up to/,
    );
  });

  test('twice with one form is one run', async () => {
    const before = await runs();
    await operator.open('/staff/retention/run');
    const form = operator.page;
    await operator.submit('/retention/run');
    operator.browser.page = form;
    const second = await operator.submit('/retention/run');
    expect(second.text).toContain('What was due is deleted.');
    expect((await runs()).length).toBe(before.length + 1);
    const by = staffMember('operator');
    const [newest] = await runs();
    const both = [newest?.id, newest?.id].map((seen) => retention().run(by, seen));
    const [one, other] = await Promise.all(both);
    expect(other?.run.id).toBe(one?.run.id);
    expect((await runs()).length).toBe(before.length + 2);
  });

  test('goes on with the run that is open, which the page says how far it is', async () => {
    await plantCodes(3);
    const open = await service.running.app.get(RetentionRuns).open(atServer.actor);
    const text = textOf(await operator.open('/staff/retention'));
    expect(text).toMatch(/A run is under way\. Gone so far: \d+\. Left: [1-9]\d*\. Look again/);
    expect(text).toContain('Next run One is running now');
    expect(textOf(await operator.open(`/staff/retention/runs/${open.id}`))).toContain(
      'It has no certificate yet.',
    );
    await runNow();
    const [newest] = await runs();
    expect([newest?.id, newest?.certificate?.deleted]).toEqual([open.id, expect.any(Number)]);
    expect(textOf(operator.page)).not.toContain('A run is under way');
  });

  test('needs a fresh passkey', async () => {
    const before = (await runs()).length;
    await operator.open('/staff/retention/run');
    await service.travel(5 * 60);
    const page = await operator.submit('/retention/run');
    expect([page.url.pathname, (await runs()).length]).toEqual(['/staff/prove', before]);
  });

  test('does not know a run that is not there', async () => {
    for (const id of ['nothing', newId()])
      expect((await operator.open(`/staff/retention/runs/${id}`)).status).toBe(404);
  });
});

test('the service behind refuses whoever may not', async () => {
  const other = { actor: { kind: 'app', id: 'x' }, scopes: ['admin:apps.read'] } as const;
  for (const act of [
    () => retention().find(other, newId()),
    () => retention().run(staffMember('auditor'), null),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
});
