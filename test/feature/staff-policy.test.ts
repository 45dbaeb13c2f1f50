import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ServiceError } from '../../src/kernel/service-error.ts';
import { PolicyDrafts } from '../../src/policy/policy-drafts.ts';
import { PolicyPublishing } from '../../src/policy/policy-publishing.ts';
import { PolicyRegister } from '../../src/policy/policy-register.ts';
import type { TypedDraft } from '../../src/policy/typed-draft.ts';
import { ApiCaller } from '../support/api.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import type { Page } from '../support/browser.ts';
import { keepDraft, typedDraft } from '../support/policy-drafts.ts';
import { publishIn } from '../support/policy-versions.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

/* The next privacy policy is written in the console, shown as residents will read it, and published once and for good. */

let service: TestService;
let clerk: Clerk;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  clerk = await Clerk.start(service, 'operator');
});
afterAll(() => service.stop());

const drafts = (): PolicyDrafts => service.running.app.get(PolicyDrafts);
const revision = async (): Promise<number> => (await drafts().review(atServer))?.revision ?? 0;

async function versions(): Promise<number[]> {
  const rows = await service.database.query<{ version: number }>(
    'select version from civic.policy_version order by version',
  );
  return rows.map(({ version }) => version);
}

/** The fields as a browser would send them. */
function fieldsOf({ startsOn, asksAgain, changes, text }: TypedDraft): Record<string, string> {
  return {
    starts: startsOn,
    asks: asksAgain ? 'yes' : '',
    'changes-en': changes.en,
    'changes-es': changes.es,
    'text-en': text.en,
    'text-es': text.es,
  };
}

async function type(typed: TypedDraft): Promise<Page> {
  await clerk.open('/staff/policy/draft');
  return clerk.submit('/staff/policy/draft', fieldsOf(typed));
}

/** Later than every version so far. */
let day = 100;
const nextDay = (): number => (day += 10);

describe('a draft', () => {
  test('is kept as it was typed, finished or not, and residents see nothing of it', async () => {
    const typed = typedDraft(service, 5, { startsOn: '<soon>', text: { en: 'Half', es: '' } });
    const page = await type(typed);
    expect([page.url.pathname, page.url.search]).toEqual(['/staff/policy/draft', '?done=saved']);
    expect(page.text).toContain('value="&lt;soon>"');
    expect(page.text).toContain('First day: write a day, such as 2027-02-01');
    const { text } = await new HeadlessBrowser().open(new URL('/privacy', service.url));
    expect(text).not.toContain('Half');
    expect((await clerk.open('/es/staff/policy/draft')).text).toContain(
      'Primer día: escriba un día, por ejemplo 2027-02-01',
    );
    const half = await type(typedDraft(service, 5, { text: { en: 'Half', es: '' } }));
    expect(half.text).toContain('in Spanish: write the text in both languages, or in none');
  });

  test('with too much in it is refused, and nothing that was typed is lost', async () => {
    const before = await revision();
    const page = await type(
      typedDraft(service, 5, { changes: { en: 'x'.repeat(2001), es: 'Mi línea' } }),
    );
    expect([page.status, await revision()]).toEqual([422, before]);
    expect(page.text).toContain('What changed, in English: this is too long to save');
    expect(page.text).toContain('x'.repeat(2001));
    expect(page.text).toContain('Mi línea');
  });

  test('may be as long as a policy can be, in letters that take the most room', async () => {
    const long = '## Ñandú\n\n'.padEnd(40_000, 'ñ');
    const page = await type(typedDraft(service, nextDay(), { text: { en: long, es: long } }));
    expect([page.status, page.url.search]).toEqual([200, '?done=saved']);
    expect((await drafts().review(atServer))?.problems).toEqual([]);
  });

  test('of two who write at once keeps what the first one saved, and gives the second their text back', async () => {
    const other = await Clerk.start(service, 'operator');
    await clerk.open('/staff/policy/draft');
    await other.open('/staff/policy/draft');
    const [mine, theirs] = [typedDraft(service, 5), typedDraft(service, 6)];
    await clerk.submit('/staff/policy/draft', fieldsOf(mine));
    const late = await other.submit('/staff/policy/draft', fieldsOf(theirs));
    expect(late.status).toBe(422);
    expect(late.text).toContain('Somebody else changed the draft');
    expect(late.text).toContain(theirs.startsOn);
    expect((await drafts().review(atServer))?.typed.startsOn).toBe(mine.startsOn);
  });

  test('can be written for longer than a passkey counts, and published only after a new one', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    await clerk.open('/staff/policy/draft');
    await service.travel(6 * 60);
    const saved = await clerk.submit('/staff/policy/draft', {
      ...fieldsOf(typedDraft(service, nextDay())),
    });
    expect(saved.url.search).toBe('?done=saved');
    const asked = await clerk.browser.open(new URL('/staff/policy/draft/publish', service.url));
    expect(asked.url.pathname).toBe('/staff/prove');
    const back = await clerk.submit('/staff/prove', { answer: clerk.answer('use') });
    expect(back.url.pathname).toBe('/staff/policy/draft/publish');
  });

  test('is shown as residents would read it, in each language, with markup as text', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    const english = await clerk.open('/staff/policy/draft/preview');
    expect(english.text).toContain('<h2>What we keep</h2>');
    expect(english.text).toContain('<li>&lt;b>A name&lt;/b>, if you want</li>');
    expect(english.text).toContain('We changed our privacy policy');
    const spanish = await clerk.open('/es/staff/policy/draft/preview');
    expect(spanish.text).toContain('<h2>Qué guardamos</h2>');
    expect(spanish.text).toContain('<li>Los servicios ven menos.</li>');
  });

  test('can be thrown away, but not by whoever has not seen the newest', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    await clerk.open('/staff/policy/draft/discard');
    await keepDraft(service, typedDraft(service, nextDay()));
    const late = await clerk.submit('/draft/discard');
    expect([late.url.pathname, (await revision()) > 0]).toEqual([
      '/staff/policy/draft/preview',
      true,
    ]);
    await clerk.open('/staff/policy/draft/discard');
    const gone = await clerk.submit('/draft/discard');
    expect(gone.text).toContain('The draft is gone.');
    expect(await drafts().review(atServer)).toBeNull();
  });
});

describe('publishing', () => {
  test('takes the number of the version, makes it one, and leaves no draft', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    const before = await versions();
    const next = before.length + 1;
    await clerk.open('/staff/policy/draft/publish');
    for (const number of ['', '1', `${next + 1}`, `0${next}`]) {
      const page = await clerk.submit('/draft/publish', { number });
      expect([page.status, await versions()]).toEqual([422, before]);
      expect(page.text).toContain(`Type the number of this version: ${next}`);
    }
    const done = await clerk.submit('/draft/publish', { number: ` ${next} ` });
    expect([done.url.pathname, done.url.search]).toEqual(['/staff/policy', '?done=published']);
    expect(done.text).toContain(`Version ${next} is published.`);
    expect([await versions(), await drafts().review(atServer)]).toEqual([[...before, next], null]);
    const [entry] = await service.database.query(
      `select actor, detail from civic.ledger_entry where type = 'policy.published'
       order by id desc limit 1`,
    );
    expect(entry).toEqual({
      actor: clerk.person.id,
      detail: { policyVersion: String(next), asksAgain: true, role: 'operator' },
    });
    const { text } = await new HeadlessBrowser().open(new URL(`/privacy/${next}`, service.url));
    expect(text).toContain('<li>&lt;b>A name&lt;/b>, if you want</li>');
  });

  test('of a draft that was changed since it was read changes nothing', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    const before = await versions();
    await clerk.open('/staff/policy/draft/publish');
    await keepDraft(service, typedDraft(service, nextDay(), { text: { en: 'No', es: 'No' } }));
    const page = await clerk.submit('/draft/publish', { number: `${before.length + 1}` });
    expect([page.status, await versions()]).toEqual([422, before]);
    expect(page.text).toContain('We did not publish anything');
  });

  test('of a draft that is being changed right now waits, and changes nothing', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    const before = await versions();
    const order = { revision: await revision(), typedNumber: `${before.length + 1}` };
    const writer = new pg.Client({ connectionString: service.database.adminUrl });
    await writer.connect();
    await writer.query('begin');
    await writer.query('update civic.policy_draft set revision = revision + 1');
    const publication = drafts().publish(atServer, order);
    await waitingFor(writer);
    await writer.query('commit');
    await writer.end();
    expect([await publication, await versions()]).toEqual([{ kind: 'changed' }, before]);
  });

  test('under a number that somebody else has used in the meantime changes nothing', async () => {
    await keepDraft(service, typedDraft(service, day + 50));
    const number = `${(await versions()).length + 1}`;
    const held = await revision();
    await publishIn(service, nextDay());
    await expect(
      drafts().publish(atServer, { revision: held, typedNumber: number }),
    ).resolves.toEqual({ kind: 'other-number' });
    day += 60;
  });

  test('by two at once makes one version', async () => {
    await keepDraft(service, typedDraft(service, nextDay()));
    const before = await versions();
    const order = { revision: await revision(), typedNumber: `${before.length + 1}` };
    const outcomes = await Promise.all([1, 2, 3].map(() => drafts().publish(atServer, order)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
      'changed',
      'changed',
      'published',
    ]);
    expect(await versions()).toHaveLength(before.length + 1);
  });

  test('of an unfinished draft leads to what is missing', async () => {
    await keepDraft(service, typedDraft(service, nextDay(), { changes: { en: 'One', es: '' } }));
    const page = await clerk.open('/staff/policy/draft/publish');
    expect(page.url.pathname).toBe('/staff/policy/draft');
    expect(page.text).toContain('What changed, in Spanish: say what changed');
    const order = { revision: await revision(), typedNumber: `${(await versions()).length + 1}` };
    expect(await drafts().publish(atServer, order)).toMatchObject({ kind: 'refused' });
  });
});

describe('the versions', () => {
  test('are listed with how many residents agreed, and can be read and not changed', async () => {
    await new Resident(service).link('google', { person: 'ana' });
    const list = await clerk.open('/staff/policy');
    expect(list.text).toContain('Version 1');
    const [newest, ...older] = await service.running.app.get(PolicyRegister).list(atServer);
    expect(newest).toMatchObject({ state: 'coming', agreed: 0 });
    expect(older.at(-1)).toMatchObject({ version: 1, state: 'current', agreed: 1 });
    const page = await clerk.open(`/staff/policy/${newest?.version}`);
    expect(page.text).toContain('Not started yet');
    expect(page.text).not.toMatch(/<form(?![^>]*sign-out|[^>]*stay)/);
  });

  test.each(['0', '99', '1x', '9999999999'])('have none of number %s', async (number) => {
    expect((await clerk.open(`/staff/policy/${number}`)).status).toBe(404);
  });
});

describe('whoever is no operator', () => {
  test.each(['viewer', 'revoker', 'approver', 'auditor'] as const)(
    'but %s, reads versions and the draft, and neither writes nor publishes',
    async (role) => {
      await keepDraft(service, typedDraft(service, nextDay()));
      const other = await Clerk.start(service, role);
      const list = await other.open('/staff/policy');
      expect([list.status, list.text.includes('Change the draft')]).toEqual([200, false]);
      const preview = await other.open('/staff/policy/draft/preview');
      expect([preview.status, preview.text.includes('Go on to publish')]).toEqual([200, false]);
      for (const path of ['', '/discard', '/publish']) {
        expect((await other.open(`/staff/policy/draft${path}`)).status).toBe(403);
      }
      const staff = { actor: { kind: 'staff', id: 'x' }, role } as const;
      const held = await revision();
      const typed = typedDraft(service, 5);
      const tries = [
        () => drafts().save(staff, typed, held),
        () => drafts().discard(staff, held),
        () => drafts().publish(staff, { revision: held, typedNumber: '2' }),
        () => service.running.app.get(PolicyPublishing).publish(staff, {}),
      ];
      for (const attempt of tries) await expect(attempt()).rejects.toThrow(ServiceError);
      expect(await revision()).toBe(held);
    },
  );
});

describe('through the API', () => {
  const body = (starts: number, changes: object = {}) => ({
    starts_at: typedDraft(service, starts).startsOn,
    asks_again: false,
    en: { changes: ['One.'] },
    es: { changes: ['Uno.'] },
    ...changes,
  });

  test('a program lists the versions and publishes one, by the same rules', async () => {
    const api = await ApiCaller.open(service, ['admin:policy.read', 'admin:policy.change']);
    const before = (await versions()).length;
    const { status, json } = await api.post('/api/admin/policy/versions', body(nextDay()));
    expect([status, json.version]).toEqual([200, before + 1]);
    const listed = await api.get('/api/admin/policy/versions');
    expect((listed.json.versions as object[])[0]).toMatchObject({
      version: before + 1,
      state: 'coming',
      asks_again: false,
      agreed: 0,
    });
    const refused = await api.post('/api/admin/policy/versions', {
      ...body(1),
      es: { changes: ['Uno.', 'Dos.'] },
    });
    expect([refused.status, refused.json.errors]).toEqual([
      422,
      [
        { pointer: '#/starts_at', detail: 'must be later than the version before begins' },
        { pointer: '#/es/changes', detail: 'must have as many lines as in English' },
      ],
    ]);
    api.app.close();
  });

  test('whoever may only read publishes nothing', async () => {
    const api = await ApiCaller.open(service, ['admin:policy.read']);
    const { status } = await api.post('/api/admin/policy/versions', body(nextDay()));
    expect(status).toBe(403);
    api.app.close();
  });
});

/** Until somebody waits for what this connection holds. */
async function waitingFor(holder: pg.Client): Promise<void> {
  const blocked = `select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`;
  while ((await holder.query(blocked)).rowCount === 0) await setTimeout(10);
}
