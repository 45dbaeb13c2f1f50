import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import { newPerson } from '../support/evidence.ts';
import { CityService } from '../support/city-service.ts';
import { Household } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Clerk } from '../support/staff.ts';

let service: TestService;
let revoker: Clerk;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  revoker = await Clerk.start(service, 'revoker', 'Rosa Reyes');
});
afterAll(() => service.stop());

let count = 0;

/** Somebody new with a name and a user ID that nobody else has. */
async function settle() {
  count += 1;
  const name = `Wren Number${count}`;
  const subject = String(700_000_000_000 + count);
  const household = await Household.settle(
    service,
    'google',
    newPerson(service, { name, subject }),
  );
  return Object.assign(household, { name, subject });
}

type Known = Awaited<ReturnType<typeof settle>>;

const look = async (clerk: Clerk, text: string, purpose = 'help') => {
  await clerk.open('/staff/find');
  return clerk.submit('/staff/find', { purpose, text });
};

async function open(clerk: Clerk, residentId: string) {
  await look(clerk, residentId);
  return clerk.submit('/staff/records');
}

describe('finding a resident', () => {
  test.each<[string, (known: Known) => string]>([
    ['record ID', ({ residentId }) => residentId],
    ['user ID at the provider', ({ subject }) => subject],
    ['exact name', ({ name }) => name],
  ])('works by the %s, and the resident reads that and why', async (_what, textOf) => {
    const household = await settle();
    const page = await look(revoker, textOf(household), 'security');
    expect([page.status, page.text.includes('One record.')]).toEqual([200, true]);
    const [found] = await household.ledger('record.found');
    expect(found).toMatchObject({
      actor: revoker.person.id,
      detail: { lookedFor: 'security', role: 'revoker' },
    });
    const [search] = await service.database.query<{ actor: string; detail: object }>(
      `select actor, detail from civic.ledger_entry where type = 'link.searched' order by id desc limit 1`,
    );
    expect(search).toMatchObject({ actor: revoker.person.id, detail: { role: 'revoker' } });
    const { text } = await household.resident.open('/account/activity');
    expect(text).toContain('Reason: to keep your record safe');
    expect(text).not.toContain('Rosa');
  });

  test('with a code of the resident opens the record at once', async () => {
    const household = await settle();
    await household.resident.open('/account/support-code');
    const { text } = await household.resident.browser.submit('/account/support-code');
    const code = /cl-code">([^<]+)</.exec(text)?.[1] ?? '';
    const page = await look(revoker, code);
    expect(page.url.pathname).toBe(`/staff/records/${household.residentId}`);
    expect(page.text).toContain('Open with a code that the resident gave you.');
    expect(await household.ledger('record.opened')).toMatchObject([
      { detail: { with: 'support-code' } },
    ]);
  });

  test('with the code of a deletion leads to what that says', async () => {
    const page = await look(revoker, '0123-4567-89AB-CDEF-GHJK');
    expect(page.text).toContain('href="/deletion/0123-4567-89AB-CDEF-GHJK"');
  });

  test.each([
    ['no purpose', { text: 'x', purpose: '' }, 'Choose why you are looking'],
    ['an unknown purpose', { text: 'x', purpose: 'curiosity' }, 'Choose why you are looking'],
    ['no text', { text: ' ', purpose: 'help' }, 'Write what you have'],
  ])('asks again with %s, and looks for nobody', async (_what, { text, purpose }, problem) => {
    const before = await searches();
    const page = await look(revoker, text, purpose);
    expect([page.status, page.text.includes(problem)]).toEqual([422, true]);
    expect(await searches()).toBe(before);
  });

  test('finds nobody by half a name, and says what was tried', async () => {
    const household = await settle();
    const page = await look(revoker, household.name.slice(0, -1));
    expect(page.text).toContain('We found nobody');
  });

  test('is nothing for an auditor, and what was typed is in no address and no log', async () => {
    const auditor = await Clerk.start(service, 'auditor');
    expect((await auditor.open('/staff/find')).status).toBe(403);
    await look(revoker, 'Wilhelmina Typed');
    expect(revoker.page.url.href).not.toContain('Wilhelmina');
    expect(service.log()).not.toContain('Wilhelmina');
  });
});

async function searches(): Promise<number> {
  const [row] = await service.database.query<{ count: number }>(
    `select count(*)::int as count from civic.ledger_entry where type = 'link.searched'`,
  );
  return row?.count ?? -1;
}

describe('a record', () => {
  test('shows only the end of a user ID until somebody asks for all of it, which the resident reads', async () => {
    const household = await settle();
    const { subject } = household;
    const page = await open(revoker, household.residentId);
    expect(page.url.pathname).toBe(`/staff/records/${household.residentId}`);
    expect([page.text.includes(subject), page.text.includes(`…${subject.slice(-4)}`)]).toEqual([
      false,
      true,
    ]);
    const unmasked = await revoker.submit('/unmask');
    expect(unmasked.text).toContain(subject);
    expect(await household.ledger('record.unmasked')).toHaveLength(1);
    const { text } = await household.resident.open('/account/activity');
    expect(text).toContain('Looked at the full user ID of your Google account');
  });

  test('stays open for a quarter of an hour: one opening, however many pages', async () => {
    const household = await settle();
    await open(revoker, household.residentId);
    for (const part of ['', '/apps', '/activity', '/staff']) {
      const page = await revoker.open(`/staff/records/${household.residentId}${part}`);
      expect([part, page.status, page.text.includes('Why do you open')]).toEqual([
        part,
        200,
        false,
      ]);
    }
    expect(await household.ledger('record.opened')).toHaveLength(1);
    await service.travel(14 * 60);
    await revoker.open('/staff');
    await service.travel(60);
    const page = await revoker.open(`/staff/records/${household.residentId}`);
    expect(page.text).toContain('Why do you open this record?');
    expect((await revoker.submit('/staff/records', { purpose: 'court-order' })).status).toBe(200);
    expect(await household.ledger('record.opened')).toHaveLength(2);
  });

  test('that somebody else has open is not open for me', async () => {
    const household = await settle();
    await open(revoker, household.residentId);
    const viewer = await Clerk.start(service, 'viewer');
    const page = await viewer.open(`/staff/records/${household.residentId}`);
    expect(page.text).toContain('Why do you open this record?');
    expect(page.text).not.toContain(household.name);
  });

  test('has a page of who on staff looked, with role and reason and nobody’s name', async () => {
    const household = await settle();
    await open(revoker, household.residentId);
    const { text } = await revoker.open(`/staff/records/${household.residentId}/staff`);
    expect(text).toContain('Opened your record');
    expect(text).toContain('City worker (can remove links)');
    expect(text).not.toContain('Signed in with Google');
  });

  test.each(['not-an-id', newId()])('%s that is not there is a calm page', async (id) => {
    const page = await revoker.open(`/staff/records/${id}`);
    expect(page.text).toMatch(/This record is gone|Why do you open this record/);
    if (!page.text.includes('Why do you open')) return;
    const opened = await revoker.submit('/staff/records', { purpose: 'help' });
    expect([opened.status, opened.text.includes('This record is gone')]).toEqual([404, true]);
  });
});

describe('removing a link', () => {
  test('shows in both languages what the resident will read, and only the second click removes', async () => {
    const household = await settle();
    await household.linkAnother();
    const link = await household.linkWith('google');
    await open(revoker, household.residentId);
    await revoker.open(`/staff/records/${household.residentId}/links/${link}/revoke`);
    const preview = await revoker.submit('/revoke', {
      reason: 'shared_account',
      ticket: 'HD-1042',
    });
    expect(preview.text).toContain(
      'City worker (can remove links): Removed your Google link. Reason: more than one person used',
    );
    expect(preview.text).toContain(
      '<dd lang="es">Personal de la ciudad (puede quitar vínculos): Quitó su vínculo de Google.',
    );
    expect(await household.ledger('link.removed')).toEqual([]);
    const done = await revoker.submit('/revoke');
    expect([done.url.search, done.text.includes('The link is removed')]).toEqual([
      '?done=removed',
      true,
    ]);
    expect(await household.ledger('link.removed')).toMatchObject([
      {
        actor: revoker.person.id,
        detail: { reason: 'shared_account', ticket: 'HD-1042', role: 'revoker', onlyLink: false },
      },
    ]);
    const { text } = await household.resident.open('/account/activity');
    expect(text).toContain('City worker (can remove links)');
    revoker.browser.page = preview;
    expect((await revoker.submit('/revoke')).text).toContain('This link was removed before');
    expect(await household.ledger('link.removed')).toHaveLength(1);
  });

  test('shows before the last click what was filled in, and the way back to the form', async () => {
    const household = await settle();
    await household.linkAnother();
    const at = `/staff/records/${household.residentId}/links/${await household.linkWith('google')}/revoke`;
    await open(revoker, household.residentId);
    await revoker.open(at);
    const preview = async (sent: Record<string, string>) => {
      const { text } = await revoker.submit('/revoke', sent);
      expect(text).toContain(`href="${at}"`);
      return [...text.matchAll(/<dt>([^<]*)<\/dt><dd><bdi>([^<]*)</g)].map(([, ...row]) => row);
    };
    const given = { reason: 'shared_account', ticket: 'HD-1042', block: 'month' };
    expect(await preview(given)).toEqual([
      ['Reason', 'More than one person used the account'],
      ['Ticket number', 'HD-1042'],
      ['Keep this account away?', 'For 30 days'],
    ]);
    expect((await revoker.open(at)).text).not.toContain('What you filled in');
    expect(await preview({ reason: 'legal' })).toEqual([
      ['Reason', 'The law says so'],
      ['Ticket number', 'None'],
      ['Keep this account away?', 'No, it can be linked again'],
    ]);
    expect(await household.ledger('link.removed')).toEqual([]);
  });

  test('that is the only one takes a yes more, and says what comes of it', async () => {
    const household = await settle();
    const link = await household.linkWith('google');
    await open(revoker, household.residentId);
    const page = await revoker.open(`/staff/records/${household.residentId}/links/${link}/revoke`);
    expect(page.text).toContain('We delete the whole record after 30 days.');
    const missed = await revoker.submit('/revoke', { reason: 'legal' });
    expect([missed.status, missed.text.includes('Check the box')]).toEqual([422, true]);
    await revoker.submit('/revoke', { reason: 'legal', understood: 'yes' });
    const done = await revoker.submit('/revoke');
    expect(done.text).toContain('No one can sign in to it');
    expect(await household.ledger('resident.unreachable')).toHaveLength(1);
  });

  test.each([
    ['no reason', { reason: '' }, 'Choose a reason'],
    ['a reason that is none', { reason: 'spite' }, 'Choose a reason'],
    [
      'a user ID for a ticket',
      { reason: 'legal', ticket: '104857600123' },
      'Use letters, digits and dashes',
    ],
    [
      'words for a ticket',
      { reason: 'legal', ticket: 'Ana Rivera' },
      'Use letters, digits and dashes',
    ],
  ])('with %s asks again, even when it says that it was checked', async (_what, sent, problem) => {
    const household = await settle();
    await household.linkAnother();
    const link = await household.linkWith('google');
    await open(revoker, household.residentId);
    await revoker.open(`/staff/records/${household.residentId}/links/${link}/revoke`);
    const page = await revoker.submit('/revoke', { ...sent, step: 'do' });
    expect([page.status, page.text.includes(problem)]).toEqual([422, true]);
    expect(await household.ledger('link.removed')).toEqual([]);
  });

  test('is nothing for a viewer, by page and by form', async () => {
    const viewer = await Clerk.start(service, 'viewer');
    const household = await settle();
    const link = await household.linkWith('google');
    const page = await open(viewer, household.residentId);
    expect([page.text.includes('/revoke'), page.text.includes('/unmask')]).toEqual([false, false]);
    const path = `/staff/records/${household.residentId}/links/${link}/revoke`;
    expect((await viewer.open(path)).status).toBe(403);
    expect(await household.ledger('link.removed')).toEqual([]);
  });
});

describe('what else staff can do', () => {
  test('ending all sessions, with a reason', async () => {
    const household = await settle();
    await open(revoker, household.residentId);
    await revoker.open(`/staff/records/${household.residentId}/end-sessions`);
    await revoker.submit('/end-sessions', { reason: 'security' });
    expect((await revoker.submit('/end-sessions')).text).toContain('Signed out everywhere.');
    expect((await household.resident.open('/account')).url.pathname).toBe('/session-ended');
    expect(await household.ledger('session.ended')).toMatchObject([
      { actor: revoker.person.id, detail: { sessions: 1, reason: 'security', role: 'revoker' } },
    ]);
  });

  test('letting everything that was granted rest, and work again', async () => {
    const household = await settle();
    const parks = await CityService.register(service);
    const { accessToken } = await parks.connect(household.resident);
    await open(revoker, household.residentId);
    await revoker.open(`/staff/records/${household.residentId}/hold`);
    await revoker.submit('/hold', { reason: 'security' });
    await revoker.submit('/hold');
    expect((await parks.introspect(accessToken)).json).toEqual({ active: false });
    const page = await revoker.submit('/release');
    expect(page.text).toContain('Sharing goes on.');
    expect((await parks.introspect(accessToken)).json).toMatchObject({ active: true });
    expect(await household.ledger('record.held')).toHaveLength(1);
    expect(await household.ledger('record.released')).toHaveLength(1);
    parks.close();
  });

  test('disconnecting one city service', async () => {
    const household = await settle();
    const parks = await CityService.register(service);
    const { accessToken } = await parks.connect(household.resident);
    await open(revoker, household.residentId);
    await revoker.open(`/staff/records/${household.residentId}/apps/${parks.id}/disconnect`);
    await revoker.submit('/disconnect', { reason: 'mistake' });
    await revoker.submit('/disconnect');
    expect((await parks.introspect(accessToken)).json).toEqual({ active: false });
    expect(await household.ledger('consent.withdrawn')).toMatchObject([
      { actor: revoker.person.id, detail: { reason: 'mistake', role: 'revoker' } },
    ]);
    parks.close();
  });

  test('erasing everything, for who may, after a passkey and with a yes', async () => {
    const household = await settle();
    expect((await revoker.open(`/staff/records/${household.residentId}/erase`)).status).toBe(403);
    const approver = await Clerk.start(service, 'approver');
    await open(approver, household.residentId);
    await service.travel(6 * 60);
    const path = `/staff/records/${household.residentId}/erase`;
    expect((await approver.open(path)).url.pathname).toBe(path);
    expect((await approver.submit('/erase')).status).toBe(422);
    const done = await approver.submit('/erase', { understood: 'yes' });
    const code = /cl-code">([^<]+)</.exec(done.text)?.[1] ?? '';
    expect(code).toMatch(/^[\dA-Z-]{24}$/);
    expect(await household.ledger('resident.erased')).toMatchObject([
      { actor: approver.person.id, detail: { cause: 'staff', role: 'approver' } },
    ]);
    const status = await approver.open(`/deletion/${code}`);
    expect(status.status).toBe(200);
  });
});
