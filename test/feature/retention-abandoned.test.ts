import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { days } from '../../src/kernel/duration.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Database } from '../../src/platform/database/database.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Residents } from '../../src/residents/residents.ts';
import { SignIn } from '../../src/sign-in/sign-in.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import type { LinkRow } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Records that nobody can reach, and records that nobody uses: gone in time, told, once, and never too early. */

let service: TestService;
let app: CityService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService({
    UNUSED_RECORD_MONTHS: '6',
    REFRESH_IDLE_SECONDS: `${days(90)}`,
    REFRESH_ABSOLUTE_SECONDS: `${days(365)}`,
  });
  app = await CityService.register(service);
  evidence = new Evidence(service);
});
afterAll(async () => {
  app.close();
  await service.stop();
});

const part = <Part>(of: new (...args: never[]) => Part): Part => service.running.app.get(of);
const sweep = (of: TestService = service): Promise<void> =>
  of.running.app.get(Housekeeping).runAll();
const half = days(183);

interface Someone {
  resident: Resident;
  person: string;
  link: LinkRow;
}

async function someone(): Promise<Someone> {
  const resident = new Resident(service);
  const person = newPerson(service);
  await resident.link('google', { person });
  const [link] = await service.database.query<LinkRow & Record<string, string>>(
    'select id, resident_id, provider from civic.link order by flow_entry desc limit 1',
  );
  if (link === undefined) throw new Error('Nothing was linked.');
  return { resident, person, link };
}

const exists = async ({ link }: Someone): Promise<boolean> =>
  part(Residents).exists(link.resident_id);

const ended = (residentId: string) =>
  service.database.query<{ type: string; actor: string; detail: Record<string, unknown> }>(
    `select type, actor_kind || ' ' || actor as actor, detail from civic.ledger_entry
     where resident_id = $1 and type in ('link.removed', 'resident.erased') order by id`,
    [residentId],
  );

const told = (residentId: string) =>
  service.database.query(
    `select distinct entry.type, told.app_id from civic.ledger_recipient as told
     join civic.ledger_entry as entry on entry.id = told.entry_id
     where entry.resident_id = $1 order by 1`,
    [residentId],
  );

async function cutOff({ link }: Someone): Promise<void> {
  const order = { linkId: link.id, ...staffMember('revoker'), reason: 'security' } as const;
  await part(LinkRemoval).byStaff(order);
}

describe('a record without a link to sign in with', () => {
  test('is erased after 30 days, with its cause, and its apps are told', async () => {
    const cut = await someone();
    await app.connect(cut.resident);
    await cutOff(cut);
    await service.travel(days(30) - 60);
    await sweep();
    expect(await exists(cut)).toBe(true);
    await service.travel(61);
    await sweep();
    expect(await exists(cut)).toBe(false);
    const [, erased] = await ended(cut.link.resident_id);
    expect(erased).toMatchObject({
      type: 'resident.erased',
      actor: 'system retention',
      detail: { cause: 'unreachable', links: 0 },
    });
    expect(await told(cut.link.resident_id)).toContainEqual({
      type: 'resident.erased',
      app_id: app.id,
    });
  });
});

describe('a record that nobody used for the months of the setting', () => {
  test('is erased, with its cause and the reason of each link', async () => {
    const idle = await someone();
    await app.connect(idle.resident, { scope: 'openid linked_accounts' });
    await service.travel(half - days(3));
    await sweep();
    expect(await exists(idle)).toBe(true);
    await service.travel(days(4));
    await sweep();
    expect(await exists(idle)).toBe(false);
    expect(await ended(idle.link.resident_id)).toMatchObject([
      { type: 'link.removed', actor: 'system retention', detail: { reason: 'unused' } },
      { type: 'resident.erased', actor: 'system retention', detail: { cause: 'unused', links: 1 } },
    ]);
    expect(await told(idle.link.resident_id)).toContainEqual({
      type: 'link.removed',
      app_id: app.id,
    });
    const again = new Resident(service);
    const page = await again.travel('google', { person: idle.person });
    expect(page.url.pathname).toMatch(/^\/link\/new\//);
  });

  test('stays while one of its links is used, or an app refreshes for it', async () => {
    const [two, refreshed] = [await someone(), await someone()];
    await two.resident.travel('facebook', { person: two.person });
    await two.resident.confirm();
    let { refreshToken } = await app.connect(refreshed.resident);
    for (let month = 0; month < 4; month += 1) {
      await service.travel(half / 4 + days(1));
      const answer = await app.refresh(refreshToken);
      refreshToken = String(answer.json.refresh_token);
      await new Resident(service).travel('facebook', { person: two.person });
    }
    await sweep();
    expect([await exists(two), await exists(refreshed)]).toEqual([true, true]);
    await service.travel(days(91));
    await sweep();
    expect([await exists(two), await exists(refreshed)]).toEqual([true, false]);
  });

  test('stays when somebody signs in at the very moment', async () => {
    const [returning, absent] = [await someone(), await someone()];
    const { id, resident_id: residentId, provider } = returning.link;
    await service.travel(half + days(2));
    let swept: Promise<void> = Promise.resolve();
    await part(Database).transaction(async (sql) => {
      await part(Residents).lock(sql, residentId);
      swept = sweep();
      await untilSomebodyWaits();
      await sql.run({
        name: 'test.touch',
        text: `update civic.link set last_used_at = civic.now() where id = '${id}'`,
      });
      await part(SignIn).open(sql, { residentId, linkId: id, provider, isShared: false });
    });
    await swept;
    expect([await exists(returning), await exists(absent)]).toEqual([true, false]);
  });

  test('is erased once, whoever comes first', async () => {
    await service.database.query(
      `with made as (
         insert into civic.resident (id, language) select gen_random_uuid(), 'en' from generate_series(1, 250)
         returning id
       ), entry as (
         insert into civic.ledger_entry (type, actor_kind) select 'planted', 'system' from made returning id
       ), numbered as (
         select made.id, row_number() over () as n from made
       ), entries as (
         select id, row_number() over () as n from entry
       )
       insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject, flow_entry,
                               policy_version, last_used_at)
       select gen_random_uuid(), numbered.id, 'google', 'planted', sha256(convert_to(n::text, 'utf8')), '',
              entries.id, '1', civic.now() - interval '7 months'
       from numbered join entries using (n)`,
    );
    const before = await evidence.ledger('resident.erased');
    const replica = await service.replica();
    await Promise.all([sweep(), sweep(replica)]);
    await sweep();
    const after = await evidence.ledger('resident.erased');
    const erased = after.slice(before.length).map(({ resident_id: id }) => id);
    expect(erased.length).toBeGreaterThanOrEqual(250);
    expect(new Set(erased).size).toBe(erased.length);
    expect(await evidence.count(`link where namespace = 'planted'`)).toBe(0);
  }, 60_000);
});

/** The sweep has come to the one who is just signing in. */
async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_stat_activity
                   where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await service.database.query(waiting)).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 10));
}
