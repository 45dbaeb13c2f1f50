import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeyDesk } from '../../src/keys/key-desk.ts';
import { KeyRetirements } from '../../src/keys/key-retirements.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import type { Page } from '../support/browser.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk } from '../support/staff.ts';

let service: TestService;
let operator: Clerk;
let approver: Clerk;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  await meetStaff();
});
afterAll(() => service.stop());

/** Sessions of staff end after a quarter of an hour without use. */
async function meetStaff(): Promise<void> {
  operator = await Clerk.start(service, 'operator', 'Olga Operator');
  approver = await Clerk.start(service, 'approver', 'Ada Approver');
}

async function travel(seconds: number): Promise<void> {
  await service.travel(seconds);
  await meetStaff();
}

interface KeyRow {
  kid: string;
  state: string;
}

async function keys(algorithm = 'ES256'): Promise<KeyRow[]> {
  return service.database.query<KeyRow>(
    `select kid, state from civic.signing_key where algorithm = $1 order by created_at`,
    [algorithm],
  );
}

const kidOf = async (state: string): Promise<string> =>
  (await keys()).find((key) => key.state === state)?.kid ?? '';

async function step(act: string): Promise<Page> {
  await operator.open('/staff/keys/change');
  operator.browser.page = {
    ...operator.page,
    text: operator.page.text.replace('name="act" value="next"', `name="act" value="${act}"`),
  };
  return operator.submit('/keys/change');
}

/** Asks that a key be retired, and returns the path of the request as the approver finds it. */
async function ask(kid: string): Promise<string> {
  await operator.open(`/staff/keys/${kid}/retire`);
  const page = await operator.submit('/retire', { understood: 'yes' });
  expect(page.text).toContain('You asked. Now an approver has to answer');
  const { text } = await approver.open('/staff/keys');
  expect(text).toContain('Olga Operator');
  return /href="(\/staff\/keys\/retirements\/[^"]*)"/.exec(text)?.[1] ?? '';
}

async function answer(path: string, said: 'yes' | 'no', clerk = approver): Promise<Page> {
  await clerk.open(path);
  return clerk.submit(path, { answer: said });
}

async function ledger(kid: string): Promise<string[]> {
  const rows = await service.database.query<{ line: string }>(
    `select actor || ' ' || type as line from civic.ledger_entry
     where detail ->> 'kid' = $1 order by id`,
    [kid],
  );
  const names = [operator, approver].map(({ person }) => [person.id, person.role] as const);
  return rows.map(({ line }) => names.reduce((text, [id, name]) => text.replace(id, name), line));
}

describe('the page of keys', () => {
  test.each(staffRoles)(
    'is for those who may see it, and its changes for operators: %s',
    async (role) => {
      const clerk = await Clerk.start(service, role);
      const may = {
        see: ['approver', 'auditor', 'operator'].includes(role),
        change: role === 'operator',
      };
      const list = await clerk.open('/staff/keys');
      expect(list.status).toBe(may.see ? 200 : 403);
      expect(list.text.includes('href="/staff/keys/change"')).toBe(may.change);
      const kid = await kidOf('current');
      for (const path of ['change', `${kid}/retire`])
        expect((await clerk.open(`/staff/keys/${path}`)).status).toBe(may.change ? 200 : 403);
      const answers = role === 'approver' ? 404 : 403;
      expect((await clerk.open('/staff/keys/retirements/nothing')).status).toBe(answers);
    },
  );

  test('says what changing keys does not do', async () => {
    const { text } = await operator.open('/staff/keys');
    expect(text).toMatch(/remove links\?<\/th>.*?No/s);
    expect(text).toMatch(/sign residents out\?<\/th>.*?No/s);
  });

  test('says what there is not', async () => {
    expect((await operator.open(`/staff/keys/${'A'.repeat(43)}/retire`)).status).toBe(404);
  });
});

describe('changing keys step by step', () => {
  test('takes each step when it is time and not before, and notes who took it', async () => {
    const first = await kidOf('current');
    expect((await step('over')).text).toContain('There is no key for this step.');
    expect((await step('old')).status).toBe(422);
    expect((await step('next')).text).toContain('given to every app');
    const second = await kidOf('next');
    expect((await step('next')).text).toContain('The next keys are there already.');
    expect((await step('over')).text).toContain('It is too early.');
    await travel(15 * 60);
    expect((await step('over')).text).toContain('The new keys sign from now on.');
    expect(await keys()).toEqual([
      { kid: first, state: 'previous' },
      { kid: second, state: 'current' },
    ]);
    expect((await operator.open('/staff/keys')).text).toMatch(/Can go from/);
    expect((await step('old')).text).toContain('It is too early.');
    await travel(60 * 60);
    expect((await step('old')).text).toContain('The previous keys are erased.');
    expect(await keys()).toEqual([
      { kid: first, state: 'retired' },
      { kid: second, state: 'current' },
    ]);
    expect((await ledger(second)).map((line) => line.split(' ')[1])).toEqual([
      'key.created',
      'key.current',
    ]);
    expect(await ledger(second)).not.toContain('keys key.created');
  });

  test('says when a key began to sign, which is not when it was ready', async () => {
    const desk = service.running.app.get(KeyDesk);
    await desk.makeNext(atServer);
    await travel(16 * 60);
    await desk.changeOver(atServer);
    const kid = await kidOf('current');
    const key = (await desk.list(atServer)).find((one) => one.kid === kid);
    expect(Number(key?.currentAt) - Number(key?.readyAt)).toBeGreaterThanOrEqual(60_000);
  });
});

describe('retiring a key at once', () => {
  test('takes two people, and happens with the yes of the second one', async () => {
    const kid = await kidOf('current');
    const path = await ask(kid);
    expect(await kidOf('current')).toBe(kid);
    const page = await answer(path, 'yes');
    expect([page.url.pathname, page.text.includes('The key is retired.')]).toEqual([
      '/staff/keys',
      true,
    ]);
    expect(await kidOf('current')).not.toBe(kid);
    const published = (await service.running.app.get(SigningKeys).jwks()).keys.map(
      (key) => key.kid,
    );
    expect(published).not.toContain(kid);
    expect((await ledger(kid)).slice(-4)).toEqual([
      'operator key.retirement-asked',
      'approver key.retirement-approved',
      'approver key.compromised',
      'approver key.retired',
    ]);
    expect((await approver.open(path)).status).toBe(404);
  });

  test('does not happen after a no', async () => {
    const kid = await kidOf('current');
    const page = await answer(await ask(kid), 'no');
    expect(page.text).toContain('You said no.');
    expect(await kidOf('current')).toBe(kid);
    expect((await ledger(kid)).at(-1)).toBe('approver key.retirement-declined');
  });

  test('waits a quarter of an hour for the second person, and no longer', async () => {
    const kid = await kidOf('current');
    const path = await ask(kid);
    await travel(15 * 60);
    const page = await approver.open(path);
    expect([page.status, page.text.includes('This request is over')]).toEqual([404, true]);
    expect(
      await service.running.app
        .get(KeyRetirements)
        .approve({ ...atServer, role: 'approver' }, path.split('/').at(-1) ?? ''),
    ).toEqual({ kind: 'over' });
    expect(await kidOf('current')).toBe(kid);
    await service.running.app.get(Housekeeping).runAll();
    expect(await service.database.query('select 1 from civic.key_retirement')).toEqual([]);
  });

  test('is asked for once at a time', async () => {
    const kid = await kidOf('current');
    const path = await ask(kid);
    expect((await operator.open(`/staff/keys/${kid}/retire`)).text).toContain(
      'Somebody asked for this already.',
    );
    const retirements = service.running.app.get(KeyRetirements);
    expect(await retirements.ask(atServer, kid)).toEqual({ kind: 'waiting-already' });
    await answer(path, 'no');
    const again = await Promise.all([
      retirements.ask(atServer, kid),
      retirements.ask(atServer, kid),
    ]);
    expect(again.map((outcome) => outcome.kind).toSorted()).toEqual(['asked', 'waiting-already']);
    await service.database.query('delete from civic.key_retirement');
  });

  test('is not answered by whoever asked, not even with another role since', async () => {
    const both = await Clerk.start(service, 'operator', 'Olga Operator');
    const kid = await kidOf('current');
    await both.open(`/staff/keys/${kid}/retire`);
    await both.submit('/retire', { understood: 'yes' });
    await service.running.app.get(StaffPeople).changeRole(atServer, both.person.id, 'approver');
    const { text } = await both.open('/staff/keys');
    const path = /href="(\/staff\/keys\/retirements\/[^"]*)"/.exec(text)?.[1] ?? '';
    const page = await both.open(path);
    expect(page.text).toContain('You asked for this yourself.');
    const id = path.split('/').at(-1) ?? '';
    const asked = { actor: { kind: 'staff', id: both.person.id }, role: 'approver' } as const;
    const retirements = service.running.app.get(KeyRetirements);
    expect(await retirements.approve(asked, id)).toEqual({ kind: 'same-person' });
    expect(await retirements.decline(asked, id)).toEqual({ kind: 'same-person' });
    expect(await kidOf('current')).toBe(kid);
    await answer(path, 'no');
  });

  test('of two answers at once counts one', async () => {
    const path = await ask(await kidOf('current'));
    const id = path.split('/').at(-1) ?? '';
    const retirements = service.running.app.get(KeyRetirements);
    const by = { actor: { kind: 'staff', id: approver.person.id }, role: 'approver' } as const;
    const outcomes = await Promise.all([retirements.approve(by, id), retirements.decline(by, id)]);
    expect(outcomes.map(({ kind }) => kind)).toContain('over');
    expect(outcomes).toHaveLength(2);
    const [row] = await service.database.query<{ count: number }>(
      `select count(*)::int as count from civic.ledger_entry
       where type in ('key.retirement-approved', 'key.retirement-declined') and detail ->> 'request' = $1`,
      [id],
    );
    expect(row?.count).toBe(1);
  });

  test('needs the check', async () => {
    const kid = await kidOf('current');
    await operator.open(`/staff/keys/${kid}/retire`);
    const page = await operator.submit('/retire');
    expect([page.status, page.text.includes('href="#understood"')]).toEqual([422, true]);
    expect(await service.database.query('select 1 from civic.key_retirement')).toEqual([]);
  });

  test('needs a fresh passkey of both, and leads back to the same page', async () => {
    const kid = await kidOf('current');
    const path = await ask(kid);
    await approver.open(path);
    await service.travel(5 * 60);
    const asked = await approver.submit(path, { answer: 'yes' });
    expect(asked.url.pathname).toBe('/staff/prove');
    const back = await approver.submit('/staff/prove', { answer: approver.answer('use') });
    expect([back.url.pathname, back.status]).toEqual([path, 200]);
    expect(await kidOf('current')).toBe(kid);
    await approver.submit(path, { answer: 'no' });
  });
});

describe('the services behind', () => {
  test.each(staffRoles.filter((role) => role !== 'operator'))(
    'refuse what %s may not do',
    async (role) => {
      const by = { actor: { kind: 'staff', id: 'somebody' }, role } as const;
      const [desk, retirements] = [
        service.running.app.get(KeyDesk),
        service.running.app.get(KeyRetirements),
      ];
      const refused = { code: 'not-allowed', status: 403 };
      for (const act of [
        () => desk.makeNext(by),
        () => desk.changeOver(by),
        () => desk.retirePrevious(by),
        async () => desk.rotate(by),
        () => retirements.ask(by, 'A'.repeat(43)),
        ...(role === 'approver'
          ? []
          : [() => retirements.approve(by, 'x'), () => retirements.decline(by, 'x')]),
        ...(role === 'viewer' || role === 'revoker'
          ? [() => desk.list(by), () => retirements.waiting(by)]
          : []),
      ])
        await expect(act()).rejects.toMatchObject(refused);
    },
  );
});
