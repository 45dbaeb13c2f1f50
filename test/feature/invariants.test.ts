import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { everythingStored, violations } from '../support/invariants.ts';
import { proveAfresh } from '../support/fresh-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* The judge of the invariants is judged itself; and invariant I8: a refusal leaves everything as it was. */

let service: TestService;
let app: CityService;
let ana: Resident;
let stranger: Resident;
let anasLink: string;

beforeAll(async () => {
  service = await startTestService();
  app = await CityService.register(service);
  ana = new Resident(service);
  stranger = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
  await app.connect(ana);
  anasLink = (await new Evidence(service).links())[0]?.id ?? '';
  await stranger.link('google', { person: newPerson(service) });
  await ana.link('facebook', { person: newPerson(service) });
  await loseTheOnlyLink();
});
afterAll(async () => {
  app.close();
  await service.stop();
});

/** A resident whose only link staff have revoked. */
async function loseTheOnlyLink(): Promise<void> {
  await new Resident(service).link('google', { person: newPerson(service) });
  const lost = (await new Evidence(service).links()).at(-1)?.id ?? '';
  expect((await revoke(lost, await deskToken())).status).toBe(200);
}

async function deskToken(): Promise<string> {
  const desk = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
  desk.close();
  return String((await desk.token({ grant_type: 'client_credentials' })).json.access_token);
}

const revoke = (link: string, token: string, reason = 'security') =>
  app.call(`/api/admin/links/${link}/revoke`, {
    body: JSON.stringify({ reason }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });

const query = (sql: string) => service.database.query<{ broken: string }>(sql);

test('after an ordinary day no rule is broken', async () => {
  expect(await violations(query)).toEqual([]);
});

describe('a rule that is broken is seen:', () => {
  const anyLink = '(select id from civic.link limit 1)';
  let admin: pg.Client;
  beforeAll(async () => {
    admin = new pg.Client({ connectionString: service.database.adminUrl });
    await admin.connect();
  });
  afterAll(() => admin.end());

  const copyOfLink = (changes: Record<string, string>): string => {
    const columns = [
      'id',
      'resident_id',
      'provider',
      'namespace',
      'subject_index',
      'sealed_subject',
    ];
    const all = [...columns, 'flow_entry', 'policy_version'];
    const values = { id: 'gen_random_uuid()', ...changes };
    const selected = all.map((column) => (values as Record<string, string>)[column] ?? column);
    return `insert into civic.link (${all.join(', ')})
            select ${selected.join(', ')} from civic.link limit 1`;
  };
  const newTrip = (purpose: string): string => `
    with trip as (
      insert into civic.ledger_entry (type, actor_kind, resident_id, detail)
      values ('flow.consumed', 'resident', gen_random_uuid(),
              '{"flow": "f", "provider": "google", "purpose": "${purpose}"}')
      returning id)
    update civic.link set flow_entry = (select id from trip), provider = 'google'
    where id = ${anyLink}`;

  test.each([
    [
      'I1: a social account',
      `drop index civic.link_one_per_account; alter table civic.link drop constraint link_flow_entry_key; ${copyOfLink({})}`,
    ],
    ['I1: and the database', 'drop index civic.link_one_per_account'],
    [
      'I2: a link comes from one trip',
      `update civic.link set created_at = created_at + interval '11 minutes' where id = ${anyLink}`,
    ],
    ['I2: a trip that was for linking', newTrip('link')],
    [
      'I2: a trip that was for signing in',
      `${newTrip('sign-in')}; delete from civic.ledger_entry where type = 'resident.created'`,
    ],
    [
      'I3: a state',
      `insert into civic.ledger_entry (type, actor_kind, detail) select type, actor_kind, detail from civic.ledger_entry where type = 'flow.consumed' limit 1`,
    ],
    [
      'I3: a flow',
      'update civic.flow set consumed_at = null where id = (select id from civic.flow where consumed_at is not null limit 1)',
    ],
    [
      'I3: one trip',
      `alter table civic.link drop constraint link_flow_entry_key; ${copyOfLink({ subject_index: `'\\x00'` })}`,
    ],
    [
      'I7: a link is suspended exactly',
      `update civic.link set is_suspended = true where id = ${anyLink}`,
    ],
    [
      'I7: a link has its one entry',
      `delete from civic.ledger_entry where type = 'link.created' and link_id = ${anyLink}`,
    ],
    ['I7: a link has its one entry', `delete from civic.link where id = ${anyLink}`],
    ['I7: a link that was removed', `delete from civic.epoch where rule = 'link'`],
    [
      'I7: a resident has one entry',
      `delete from civic.ledger_entry where type = 'resident.created'`,
    ],
    [
      'I7: a resident has one entry',
      `insert into civic.resident (id, language) values (gen_random_uuid(), 'en')`,
    ],
    [
      'I7: a resident without a link',
      `delete from civic.ledger_entry where type = 'resident.unreachable'`,
    ],
    ['I7: every session', `delete from civic.coverage`],
    [
      'I8: nothing hangs',
      `alter table civic.link disable trigger all; set session_replication_role = replica; update civic.link set resident_id = gen_random_uuid() where id = ${anyLink}`,
    ],
  ])('%s … (%#)', async (rule, damage) => {
    await admin.query('begin');
    try {
      await admin.query(damage);
      const found = await violations(async (sql) => (await admin.query(sql)).rows);
      expect(found.join('\n')).toContain(rule);
    } finally {
      await admin.query('rollback; reset session_replication_role');
    }
  });
});

describe('nothing is stored by', () => {
  /** Each is prepared first; what it returns is then refused, with this status. */
  const refusals: [what: string, prepare: () => Promise<() => Promise<number>>, status: number][] =
    [
      [
        'a callback that comes a second time',
        async () => {
          const resident = new Resident(service);
          await resident.leaveFor('google');
          const callback = await resident.decide({ person: newPerson(service) });
          await resident.browser.open(callback);
          return async () => (await resident.browser.open(callback)).status;
        },
        400,
      ],
      [
        'a callback in another browser',
        async () => {
          await ana.leaveFor('google');
          const callback = await ana.decide({ person: newPerson(service) });
          return async () => (await stranger.browser.open(callback)).status;
        },
        400,
      ],
      [
        'somebody else’s yes to an identity that waits',
        async () => {
          const review = await ana.travel('google', { person: newPerson(service) });
          await stranger.travel('google', { person: newPerson(service) });
          return () =>
            postAs(stranger, review.url.pathname, { decision: 'save', save_name: 'yes' });
        },
        303,
      ],
      [
        'removing somebody else’s link',
        async () => {
          await stranger.open('/account/delete');
          return () => postAs(stranger, `/account/links/${anasLink}/remove`, {});
        },
        404,
      ],
      [
        'removing the only link',
        async () => {
          const { text } = await stranger.open('/account');
          const own = /\/account\/links\/[\w-]+\/remove/.exec(text)?.[0] ?? '';
          await stranger.open('/account/delete');
          return () => postAs(stranger, own, {});
        },
        303,
      ],
      [
        'deleting everything without the tick',
        async () => {
          await proveAfresh(stranger, 'erase');
          await stranger.open('/account/delete');
          return () => postAs(stranger, '/account/delete', {});
        },
        422,
      ],
      [
        'deleting everything without a fresh proof',
        async () => {
          await stranger.open('/account');
          await service.travel(301);
          return () => postAs(stranger, '/account/delete', { understood: 'yes' });
        },
        303,
      ],
      [
        'a form without its token',
        async () => {
          await stranger.open('/account/delete');
          return () => postAs(stranger, '/account/delete', { understood: 'yes', _csrf: 'x' });
        },
        403,
      ],
      [
        'staff without a token',
        async () => async () => (await revoke(anasLink, 'none')).status,
        401,
      ],
      [
        'staff without a reason that exists',
        async () => {
          const token = await deskToken();
          return async () => (await revoke(anasLink, token, 'whim')).status;
        },
        422,
      ],
      [
        'a code that was never given',
        async () => async () => (await app.redeem('A'.repeat(43))).status,
        400,
      ],
    ];

  test.each(refusals)('%s', async (_what, prepare, status) => {
    const refused = await prepare();
    const before = await everythingStored(query);
    expect(await refused()).toBe(status);
    expect(await everythingStored(query)).toBe(before);
    expect(await violations(query)).toEqual([]);
  });

  test('and a comparison that would miss nothing, since it sees a single new row', async () => {
    const before = await everythingStored(query);
    await ana.leaveFor('google');
    expect(await everythingStored(query)).not.toBe(before);
  });
});

/** Sends a form from the page that is open, wherever it should go. */
async function postAs(
  resident: Resident,
  path: string,
  fields: Record<string, string>,
): Promise<number> {
  const token = /name="_csrf" value="([^"]+)"/.exec(resident.page.text)?.[1] ?? '';
  const page = await resident.browser.open(path, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: token, ...fields }).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: service.url,
      'sec-fetch-site': 'same-origin',
    },
    follow: false,
  });
  return page.status;
}
