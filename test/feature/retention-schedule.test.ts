import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BulkPlans } from '../../src/bulk/bulk-plans.ts';
import { RevocationRequests } from '../../src/bulk/revocation-requests.ts';
import { newId } from '../../src/kernel/ids.ts';
import { fingerprint } from '../../src/kernel/opaque-token.ts';
import { KeyDesk } from '../../src/keys/key-desk.ts';
import { KeyRetirements } from '../../src/keys/key-retirements.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { UsedAssertions } from '../../src/oauth/clients/assertions/used-assertions.ts';
import { assertionSeconds } from '../../src/oauth/lifetimes.ts';
import { Database } from '../../src/platform/database/database.ts';
import { RepeatableAnswers } from '../../src/platform/http/repeatable-answers.ts';
import { HelpCodes } from '../../src/platform/http/help-codes.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import { DirectoryTrips } from '../../src/staff/directory-trips.ts';
import { StaffPeople } from '../../src/staff/people.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import { Retention } from '../../src/retention/retention.ts';
import type { Period } from '../../src/retention/kept.ts';
import type { Kind } from '../../src/retention/schedule.ts';
import { Proofs } from '../../src/sign-in/proofs.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { cookieOf, deleteEverything, sessionBehind } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer, Clerk, staffMember } from '../support/staff.ts';
import { FacebookTells } from '../support/told.ts';
import { StandingTime } from '../support/standing-time.ts';

/*
 * The schedule is what happens: something of every kind is made at one moment, and is there a second before its time
 * is over and gone one sweep after it.
 */

const time = new StandingTime();
const revoker = staffMember('revoker');
let service: TestService;
let app: CityService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService(
    { SINGLE_REVOKES_PER_HOUR: '1', SIGNAL_REMOVALS_PER_MINUTE: '1' },
    time,
  );
  await time.stop(service);
  app = await CityService.register(service);
  evidence = new Evidence(service);
});
afterAll(async () => {
  app.close();
  await service.stop();
});

const retention = () => service.running.app.get(Retention);
const housekeeping = () => service.running.app.get(Housekeeping);
/** The rows that a deletion is about: its table, unless it erases whole residents. */
const subjects: Record<string, string> = {
  // Of one that waited the time begins when it was done.
  deletion: 'deletion where due_at = requested_at',
  staff_person: 'staff_person where removed_at is not null',
};
const rowsOf = (deletion: string): Promise<number> =>
  evidence.count(subjects[deletion] ?? deletion);

/** A kind that goes by time, when it does, and by which deletion. */
interface Timed {
  name: string;
  kind: Kind;
  limit: Period;
  deletion: string;
}

function timedKinds(): Timed[] {
  return Object.entries(retention().schedule).flatMap(([name, kind]) => {
    const { kept, removedBy } = kind;
    if (!('deletion' in removedBy) || !('after' in kept || 'idle' in kept)) return [];
    // Entries go from the beginning alone, and that was before this time stood still: `audit-log.test.ts` has them.
    if (name === 'history') return [];
    const limit = 'after' in kept ? kept.after : kept.idle;
    return [{ name, kind, limit, deletion: removedBy.deletion }];
  });
}

const lengthOf = (period: Period): number =>
  'months' in period ? period.months * 31 * 86_400 : period.seconds;
const secondsOf = (timed: Timed | undefined): number => (timed ? lengthOf(timed.limit) : 0);
const justBefore = (period: Period): { months?: number; seconds: number } =>
  'months' in period ? { ...period, seconds: -1 } : { seconds: period.seconds - 1 };

test('everything housekeeping deletes is in the schedule once, and the schedule promises nothing else', () => {
  const promised = Object.values(retention().schedule).flatMap(({ removedBy }) =>
    'deletion' in removedBy ? [removedBy.deletion] : [],
  );
  expect(promised.toSorted()).toEqual([...housekeeping().deletions.keys()].toSorted());
});

/** What a sweep does, kind by kind: whether any was due before it, and whether any is left after it. */
async function sweep(
  kinds: readonly Timed[],
): Promise<[name: string, due: boolean, left: boolean][]> {
  const due = await Promise.all(kinds.map(({ kind }) => retention().due(kind)));
  await housekeeping().runAll();
  const left = await Promise.all(kinds.map(({ deletion }) => rowsOf(deletion)));
  return kinds.map(({ name }, n) => [name, Number(due[n]) > 0, Number(left[n]) > 0]);
}

test('every kind is there until its time is over, and gone after one sweep', async () => {
  await makeOneOfEachKind();
  const byLimit = [...Map.groupBy(timedKinds(), ({ limit }) => JSON.stringify(limit)).values()];
  const moments = byLimit.toSorted(([one], [other]) => secondsOf(one) - secondsOf(other));
  // A block goes at a time of its own, which its own test looks at, as another does at entries.
  expect(moments.flat().length).toBe(housekeeping().deletions.size - 2);
  for (const kinds of moments) {
    const limit = kinds[0]?.limit ?? { seconds: 0 };
    await time.setTo(service, justBefore(limit));
    expect(await sweep(kinds)).toEqual(kinds.map(({ name }) => [name, false, true]));
    await time.setTo(service, limit);
    expect(await sweep(kinds)).toEqual(kinds.map(({ name }) => [name, true, false]));
  }
  await expectNothingLeft();
});

test('what is in use is kept longer, but not longer than that', async () => {
  const { session, grant } = retention().schedule;
  const resident = await linked();
  await app.connect(resident);
  const start = time.seconds() - time.beginning / 1000;
  const keepBusy = () =>
    service.database.query(
      `with seen as (update civic.resident_session set last_seen_at = civic.now())
       update civic.refresh_family set idle_expires_at = expires_at`,
    );
  for (const [kind, table] of [
    [session, 'resident_session'],
    [grant, 'app_grant'],
  ] as const) {
    const longest = kind && 'longest' in kind.kept ? lengthOf(kind.kept.longest) : 0;
    await time.setTo(service, { seconds: start + longest - 1 });
    await keepBusy();
    await housekeeping().runAll();
    expect([table, await evidence.count(table)]).toEqual([table, 1]);
    await time.setTo(service, { seconds: start + longest });
    await housekeeping().runAll();
    expect([table, await evidence.count(table)]).toEqual([table, 0]);
  }
});

test('what covers a session or a grant goes with it, however it ends', async () => {
  const resident = await linked();
  await app.connect(resident);
  expect(await evidence.count('coverage')).toBeGreaterThan(0);
  await deleteEverything(resident);
  expect(await evidence.count('coverage')).toBe(0);
  const passer = await linked();
  await passer.open('/account');
  await passer.browser.submit('/sign-out');
  expect(await evidence.count('coverage')).toBe(0);
});

test('the privacy page has no number of its own', () => {
  const page = readFileSync('src/account/pages/privacy-page.tsx', 'utf8');
  expect(page.replaceAll(/\bh\d\b|\.\d'/g, '')).not.toMatch(/\d/);
  for (const language of ['en', 'es'] as const) {
    const words = readFileSync(`src/words/${language}/retention.ts`, 'utf8');
    expect(words).not.toMatch(/\d/);
  }
});

async function linked(provider: 'google' | 'facebook' = 'google'): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link(provider, { person: newPerson(service) });
  return resident;
}

async function makeOneOfEachKind(): Promise<void> {
  const visitor = new Resident(service);
  await visitor.travel('facebook', { person: newPerson(service) });
  await makeAndEndTokens();
  await proveAfresh();
  await makeHelpDeskCode();
  await deleteEverything(await linked());
  await deleteEverything(await linked('facebook'));
  await hearFromFacebook();
  await askToBeDeleted();
  await loseTheOnlyLink();
  await disconnect();
  await planToRevoke();
  const exp = time.seconds() + assertionSeconds;
  await answerUnderAKey();
  await service.running.app.get(UsedAssertions).use(app.id, { jti: newId(), exp });
  await askToRetireKey();
  await letStaffComeAndGo();
  await letStaffLeave();
  await letEventWait();
  await service.running.app.get(Tallies).flush();
  // They know no more than the hour, which may have begun a little before.
  await service.database.query('update civic.tally set hour = to_timestamp($1)', [
    time.beginning / 1000,
  ]);
  // Counters go by the real clock of the process: from here on they are as old as the rest.
  await service.database.query('update civic.rate_limit set expire = $1', [
    time.milliseconds() + 60_000,
  ]);
}

/** A resident whom nobody sees again. */
async function makeAndEndTokens(): Promise<void> {
  const resident = await linked();
  await app.connect(resident);
  const { accessToken, idToken } = await app.connect(resident);
  await app.revoke(accessToken);
  await askToSignOut(idToken);
  await resident.open(app.authorizeUrl());
  const id = (await evidence.links()).at(-1)?.resident_id;
  subjects.unused = `resident where id = '${id}'`;
}

async function proveAfresh(): Promise<void> {
  await linked();
  const [session] = await service.database.query<{ id: string; residentId: string; link: string }>(
    `select id, resident_id as "residentId", auth_link as link from civic.resident_session
     order by created_at desc limit 1`,
  );
  if (session === undefined) throw new Error('Nobody is signed in.');
  const link = { id: session.link, provider: 'google' };
  await service.running.app
    .get(Database)
    .transaction((sql) =>
      service.running.app.get(Proofs).note(sql, session, { link, action: 'link' }),
    );
}

async function makeHelpDeskCode(): Promise<void> {
  const resident = await linked();
  await resident.open('/account/support-code');
  await resident.browser.submit('/account/support-code');
}

async function askToBeDeleted(): Promise<void> {
  const resident = await linked();
  await resident.open('/account/delete/later');
  await resident.browser.submit('/account/delete/later', { understood: 'yes' });
  const { residentId } = await sessionBehind(service, cookieOf(resident));
  subjects.held = `resident where id = '${residentId}'`;
}

/** Facebook says of two people that they removed the service there, which is one too many. */
async function hearFromFacebook(): Promise<void> {
  const facebook = new FacebookTells(service);
  for (const subject of ['500000000000000001', '500000000000000002']) {
    await new Resident(service).link('facebook', { person: newPerson(service, { subject }) });
    await facebook.post('deauthorize', facebook.request(subject));
  }
}

async function loseTheOnlyLink(): Promise<void> {
  await linked();
  const [link] = await service.database.query<{ id: string; resident_id: string }>(
    `select id, resident_id from civic.link order by flow_entry desc limit 1`,
  );
  const order = { linkId: link?.id ?? '', ...revoker, reason: 'security' } as const;
  await service.running.app.get(LinkRemoval).byStaff(order);
  subjects.unreachable = `resident where id = '${link?.resident_id}'`;
}

/** A plan that never ran, and a revocation that a second person would have to approve. */
async function planToRevoke(): Promise<void> {
  const { app: parts } = service.running;
  const filter = { provider: 'google', everything: true };
  const preview = await parts.get(BulkPlans).preview(revoker, { filter, reason: 'security' });
  if (preview.kind === 'planned') await parts.get(BulkPlans).cancel(revoker, preview.plan.id);
  const [link] = await evidence.links();
  const order = { linkId: link?.id ?? '', ...revoker, reason: 'security' } as const;
  expect((await parts.get(RevocationRequests).revoke(order)).kind).toBe('waits');
}

async function answerUnderAKey(): Promise<void> {
  const answers = service.running.app.get(RepeatableAnswers);
  const request = { caller: 'desk', key: newId(), method: 'POST', url: '/api/admin', body: {} };
  await answers.claim(request);
  await answers.keep(request, 200, '{}');
}

async function askToRetireKey(): Promise<void> {
  const { app: parts } = service.running;
  const [key] = await parts.get(KeyDesk).list(atServer);
  await parts.get(KeyRetirements).ask(atServer, key?.kid ?? '');
}

/** A member of staff who leaves for the city's identity provider and never comes back. */
async function letStaffLeave(): Promise<void> {
  const trip = { sessionId: null, back: '/staff', language: 'en' } as const;
  await service.running.app.get(DirectoryTrips).begin(fingerprint('a browser'), trip);
}

/** Something that an app wanted to hear of and never fetched. */
async function letEventWait(): Promise<void> {
  const stream = newId();
  await service.database.query(
    `insert into civic.event_stream (id, app_id, kind, method, events, status, is_proven)
     values ($1, $2, 'events', 'poll', '{}', 'enabled', true)`,
    [stream, app.id],
  );
  await service.database.query(
    `insert into civic.event_delivery (stream_id, seq, jti, txn, type, event)
     values ($1, 1, 'a', 'a', 'link-removed', '{}')`,
    [stream],
  );
}

/** Somebody who is let in and opens a record, somebody who never comes, and somebody who works here no more. */
async function letStaffComeAndGo(): Promise<void> {
  const { app: parts } = service.running;
  const people = parts.get(StaffPeople);
  const clerk = await Clerk.start(service, 'viewer');
  await people.invite(atServer, { name: 'Comes later', role: 'viewer' });
  const { person } = await people.invite(atServer, { name: 'Left', role: 'viewer' });
  await people.remove(atServer, person.id);
  await linked();
  const [visit] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.resident_session order by created_at desc, id limit 1',
  );
  const staff = { actor: { kind: 'staff', id: clerk.person.id }, role: 'viewer' } as const;
  await parts.get(SupportAccess).openForPurpose(staff, visit?.id ?? '', 'help');
  await new Resident(service).open('/no/such/page');
  await parts.get(HelpCodes).flush();
}

async function disconnect(): Promise<void> {
  const resident = await linked();
  await app.connect(resident);
  const path = `/account/apps/${app.id}/disconnect`;
  await resident.open(path);
  await resident.browser.submit(path);
}

async function askToSignOut(idToken: string): Promise<void> {
  await new Resident(service).browser.open(`${service.url}/oauth/logout`, {
    method: 'POST',
    body: new URLSearchParams({ id_token_hint: idToken }).toString(),
    follow: false,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'cross-site',
      origin: 'https://parks.example.gov',
    },
  });
}

/** After the longest time of all, the ledger and settings alone are left. */
async function expectNothingLeft(): Promise<void> {
  const tables = ['resident', 'link', 'consent', 'pairwise_subject', 'app_grant', 'coverage'];
  for (const table of tables) expect([table, await evidence.count(table)]).toEqual([table, 0]);
}
