import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { problemAt } from '../../src/policy/draft-problems.ts';
import { Policies } from '../../src/policy/policies.ts';
import {
  draft,
  newestResident,
  acceptedBy,
  passDays,
  publish,
  publishIn,
} from '../support/policy-versions.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let resident: Resident;
beforeEach(async () => {
  service = await startTestService({ TIME_ZONE: 'America/Chicago' });
  resident = new Resident(service);
});
afterEach(() => service.stop());

const own = {
  en: { changes: ['One.', 'Two.'], text: 'Ours.\n\n## <b>What</b>\n- a\n- b' },
  es: { changes: ['Uno.', 'Dos.'], text: 'Nuestra.\n\n## Qué\n- a\n- b' },
};

const currentOf = async ({ running }: TestService): Promise<number> =>
  (await running.app.get(Policies).current()).version;

describe('a version', () => {
  test('begins by itself at its time, on every process, and stays as it was published', async () => {
    const replica = await service.replica();
    await publishIn(service, 7);
    await service.travel(2);
    expect([await currentOf(service), await currentOf(replica)]).toEqual([1, 1]);
    await service.travel(7 * 86_400 - 600);
    expect([await currentOf(service), await currentOf(replica)]).toEqual([1, 1]);
    await service.travel(600);
    expect([await currentOf(service), await currentOf(replica)]).toEqual([2, 2]);
    const change =
      'set local role civic_service; update civic.policy_version set asks_again = false';
    await expect(service.database.query(change)).rejects.toThrow('permission denied');
  });

  test('published at one process is known at the other within a second', async () => {
    const replica = await service.replica();
    expect(await currentOf(replica)).toBe(1);
    await publishIn(service, 0);
    await service.travel(1);
    expect(await currentOf(replica)).toBe(2);
  });

  test('given as a day begins at midnight where the city is', async () => {
    const outcome = await publish(service, draft(service, 0, { startsAt: '2100-07-01' }));
    expect(outcome).toMatchObject({ version: { since: new Date('2100-07-01T05:00:00Z') } });
  });

  test('is published once by two who publish at once, and both come one after the other', async () => {
    const outcomes = await Promise.all([
      publish(service, draft(service, 1)),
      publish(service, draft(service, 2)),
    ]);
    const versions = await service.running.app.get(Policies).list();
    const published = outcomes.filter(({ kind }) => kind === 'published').length;
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: published + 1 }, (_, position) => position + 1),
    );
    const times = versions.map(({ since }) => since.getTime());
    expect(times.toSorted((one, other) => one - other)).toEqual(times);
  });

  test('is in the ledger, once', async () => {
    await publishIn(service, 1);
    expect(
      await service.database.query(
        `select actor, detail from civic.ledger_entry where type = 'policy.published'`,
      ),
    ).toEqual([
      { actor: 'cli', detail: { policyVersion: '2', asksAgain: true, role: 'operator' } },
    ]);
  });
});

describe('a draft is refused', () => {
  test('that began more than a day ago', async () => {
    expect(await publish(service, draft(service, -0.9))).toMatchObject({ kind: 'published' });
    expect(await publish(service, draft(service, -1.1))).toEqual({
      kind: 'refused',
      problems: [problemAt(['startsAt'], 'too-early')],
    });
  });

  test('for its day and for everything else at once', async () => {
    const past = { ...draft(service, -2), es: { changes: [] } };
    const outcome = await publish(service, past);
    const problems = outcome.kind === 'refused' ? outcome.problems : [];
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(
      expect.arrayContaining(['startsAt too-early', 'es.changes no-changes']),
    );
  });

  test('that begins before the one published last', async () => {
    await publishIn(service, 5);
    const outcome = await publish(service, draft(service, 4));
    expect(outcome).toMatchObject({
      kind: 'refused',
      problems: [
        {
          code: 'too-soon',
          sentence: expect.stringMatching(
            /^startsAt: must be later than the version before begins: version 2, /,
          ),
        },
      ],
    });
  });
});

describe('the privacy page', () => {
  test('announces a version, shows it ahead, and then is it; the old one stays to be read', async () => {
    const built = 'You can use city services without this site.';
    await publishIn(service, 7, own);
    const now = await resident.open('/privacy');
    expect(now.text).toContain('This is version 1.');
    expect(now.text).toContain('The new policy starts on ');
    expect(now.text).toContain('href="/privacy/2"');
    const ahead = await resident.open('/privacy/2');
    expect(ahead.text).toContain('This version has not started yet.');
    expect(ahead.text).toContain('Ours.');
    await passDays(service, 8);
    const then = await resident.open('/privacy');
    expect(then.text).toContain('This is version 2.');
    expect(then.text).toContain('<h2>&lt;b>What&lt;/b></h2>');
    expect(then.text).not.toContain(built);
    for (const always of ['What we keep, and for how long', 'privacy@example.gov', 'Two.']) {
      expect(then.text).toContain(always);
    }
    const old = await resident.open('/es/privacy/1');
    expect(old.text).toContain('Esta es una versión anterior.');
    expect((await resident.open('/privacy/1')).text).toContain(built);
  });

  test.each(['0', '3', '01', '1.0', 'x', '99999999999', '%00'])(
    'has no version %s',
    async (name) => {
      expect((await resident.open(`/privacy/${name}`)).status).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('a first link', () => {
  test('is an agreement to the version that was shown', async () => {
    await publishIn(service, 0);
    await service.travel(1);
    await resident.link();
    const id = await newestResident(service);
    expect(await acceptedBy(service, id)).toEqual([2]);
    const links = await service.database.query('select policy_version from civic.link');
    expect(links).toEqual([{ policy_version: '2' }]);
  });

  test('records what was shown, when another version begins before the last yes', async () => {
    await resident.travel('google');
    await publishIn(service, 0, { asksAgain: false });
    await service.travel(1);
    await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
    await resident.confirm();
    expect(await acceptedBy(service, await newestResident(service))).toEqual([1]);
  });

  test('records what was shown, when another version begins before the first yes', async () => {
    await resident.open('/link/google');
    await publishIn(service, 0, { asksAgain: false });
    await service.travel(1);
    await resident.browser.submit('/link/google');
    await resident.browser.open(await resident.decide());
    await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
    await resident.confirm();
    expect(await acceptedBy(service, await newestResident(service))).toEqual([1]);
  });

  test('does not begin under a policy that is not enough any more', async () => {
    await resident.open('/link/google');
    await publishIn(service, 0);
    await service.travel(1);
    const page = await resident.browser.submit('/link/google');
    expect(page.url.href).toBe(`${service.url}/link/google`);
    expect(page.text).toContain('This is policy version 2');
  });

  test.each(['2', '99', 'x', '-1', ''])(
    'is under the current version when the form says %p',
    async (said) => {
      await publishIn(service, 7);
      await resident.open('/link/google');
      await resident.browser.submit('/link/google', { policy: said });
      const flows = await service.database.query('select policy_version from civic.flow');
      expect(flows).toEqual([{ policy_version: '1' }]);
    },
  );
});
