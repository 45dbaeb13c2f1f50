import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { crockford } from '../../src/kernel/confirmation-code.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import type { StaffMember } from '../../src/ledger/event-catalogue.ts';
import type { Opening } from '../../src/support/support-access.ts';
import { CityService } from '../support/city-service.ts';
import { cookieOf, sessionBehind } from '../support/fresh-proof.ts';
import { codeShape, makeCode } from '../support/help-desk.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const subject = '104000999888777';
const staff: StaffMember = { actor: { kind: 'staff', id: 'help-1' }, role: 'viewer' };

let service: TestService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  const subjects = { google: subject, facebook: subject };
  service.simulator.addPerson({ id: 'support-ana', name: 'Ana Support', subjects });
  const pat = { google: '104000999888778', facebook: '104000999888778' };
  service.simulator.addPerson({ id: 'support-pat', name: 'Pat Support', subjects: pat });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const access = (on: TestService = service): SupportAccess => on.running.app.get(SupportAccess);

async function signedIn(person: string, on = service): Promise<{ resident: Resident; id: string }> {
  const resident = new Resident(on);
  await resident.link('google', { person });
  return { resident, id: (await sessionBehind(on, cookieOf(resident))).residentId };
}

const openings = async (id: string): Promise<unknown[]> =>
  service.database.query(
    `select actor_kind, actor, detail from civic.ledger_entry
     where type = 'record.opened' and resident_id = $1 order by id`,
    [id],
  );

const refused: Opening = { kind: 'refused' };

describe('a code for the help desk', () => {
  test('opens the record for staff, who see names and no whole user ID, and the resident sees that', async () => {
    const { resident, id } = await signedIn('support-ana');
    await parks.connect(resident);
    const code = await makeCode(resident);
    const opened = await access().openWithCode(staff, code.toLowerCase().replace('-', ' '));
    expect(opened).toMatchObject({
      kind: 'opened',
      record: {
        id,
        language: 'en',
        links: [{ provider: 'google', name: 'Ana Support', userId: '…8777' }],
        services: [{ appId: parks.id, name: 'Parks Pass' }],
        sessions: 1,
      },
    });
    expect(JSON.stringify(opened)).not.toContain(subject);
    expect(await openings(id)).toEqual([
      { actor_kind: 'staff', actor: 'help-1', detail: { with: 'support-code', role: 'viewer' } },
    ]);
  });

  test('shows on how many browsers the resident is signed in, without those that were idle too long', async () => {
    const { resident, id } = await signedIn('support-pat');
    await service.travel(29 * 60);
    await new Resident(service).travel('google', { person: 'support-pat' });
    const record = { id, sessions: 2 };
    expect(await access().openForPurpose(staff, id, 'help')).toMatchObject({ record });
    await service.travel(2 * 60);
    record.sessions = 1;
    expect(await access().openForPurpose(staff, id, 'help')).toMatchObject({ record });
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
  });

  test('works again until its 15 minutes are over, and each look is noted', async () => {
    const { resident, id } = await signedIn('jose');
    const code = await makeCode(resident);
    await service.travel(14 * 60);
    expect((await access().openWithCode(staff, code)).kind).toBe('opened');
    expect((await access().openWithCode(staff, code)).kind).toBe('opened');
    await service.travel(61);
    expect(await access().openWithCode(staff, code)).toEqual(refused);
    expect(await openings(id)).toHaveLength(2);
    await service.running.app.get(Housekeeping).runAll();
    expect(await service.database.query('select 1 from civic.support_code')).toEqual([]);
  });

  test('is one at a time: a new one ends the one before, and it can be cancelled', async () => {
    const { resident, id } = await signedIn('li');
    const first = await makeCode(resident);
    const second = await makeCode(resident);
    expect(second).not.toBe(first);
    expect(await access().openWithCode(staff, first)).toEqual(refused);
    await resident.open('/account/support-code');
    await resident.browser.submit('/account/support-code/cancel');
    expect(resident.page.text).not.toContain('Cancel my code');
    expect(await access().openWithCode(staff, second)).toEqual(refused);
    expect(await openings(id)).toEqual([]);
  });

  test('is kept as no hash that could be tried out, and is shown once', async () => {
    const { resident } = await signedIn('markup');
    const code = await makeCode(resident);
    const again = await resident.open('/account/support-code');
    expect(again.text).toContain('You made a code that still works.');
    expect(again.text).not.toContain(code);
    const hashes = await service.database.query<{ plain: boolean }>(
      `select code_hash in (sha256($1::bytea), sha256($2::bytea)) as plain from civic.support_code`,
      [code, code.replace('-', '')],
    );
    expect(hashes.some(({ plain }) => plain)).toBe(false);
    expect(service.log()).not.toContain(code);
  });

  test('goes with the record, and opens nothing for whoever signs out in the meantime', async () => {
    const { resident } = await signedIn('no-name');
    await resident.open('/account/support-code');
    const form = resident.page;
    await resident.open('/account');
    await resident.browser.submit('/sign-out');
    resident.browser.page = form;
    const answer = await resident.browser.submit('/account/support-code');
    expect(answer.text).not.toMatch(codeShape);
  });
});

describe('staff who guess', () => {
  test('are refused alike, whatever is wrong, and are stopped, whichever process they ask', async () => {
    const strict = await startTestService({ CODES_PER_MINUTE: '3' });
    const replica = await strict.replica();
    const { resident } = await signedIn('ana', strict);
    const code = await makeCode(resident);
    for (const wrong of [crockford(8), '', 'x'.repeat(500)])
      expect(await access(strict).openWithCode(staff, wrong)).toEqual(refused);
    await expect(access(replica).openWithCode(staff, code)).rejects.toMatchObject({ status: 429 });
    const colleague = { ...staff, actor: { kind: 'staff', id: 'help-2' } } as const;
    expect((await access(replica).openWithCode(colleague, code)).kind).toBe('opened');
    await replica.stop();
    await strict.stop();
  });
});

describe('a purpose', () => {
  test('opens a record too, and the resident sees which', async () => {
    const { id } = await signedIn('big-id');
    expect((await access().openForPurpose(staff, id, 'court-order')).kind).toBe('opened');
    expect(await openings(id)).toMatchObject([
      { detail: { with: 'purpose', lookedFor: 'court-order', role: 'viewer' } },
    ]);
    expect(await access().openForPurpose(staff, newId(), 'help')).toEqual(refused);
  });

  test('shows nothing when the ledger cannot note it', async () => {
    const { id } = await signedIn('long-name');
    const nobody = { ...staff, actor: { kind: 'staff', id: 'Not An Id' } } as const;
    await expect(access().openForPurpose(nobody, id, 'help')).rejects.toMatchObject({
      code: 'internal',
    });
    expect(await openings(id)).toEqual([]);
  });
});
