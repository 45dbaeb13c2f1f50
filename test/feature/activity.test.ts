import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import type { LedgerEvent } from '../../src/ledger/event-catalogue.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { GrantSearch } from '../../src/grants/grant-search.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { LinkSearch } from '../../src/links/link-search.ts';
import { Database } from '../../src/platform/database/database.ts';
import { CityService } from '../support/city-service.ts';
import { Household, textOf } from '../support/household.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const operator = { actor: { kind: 'staff', id: 'cli' }, role: 'operator' } as const;

/** One row of the table: what, when and who. */
interface Row {
  what: string;
  when: string;
  who: string;
}

function rowsOn(page: { text: string }): Row[] {
  const body = /<tbody[^>]*>(.*)<\/tbody>/s.exec(page.text)?.[1] ?? '';
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row = '']) => {
    const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      textOf({ text: cell }),
    );
    const [what = '', when = '', who = ''] = cells;
    return { what, when, who: who.replace(/ (This was not me|Yo no hice esto).*/, '') };
  });
}

const record = (event: LedgerEvent): Promise<string> =>
  service.running.app.get(Ledger).record(service.running.app.get(Database), event);

describe('the page of activity', () => {
  test('tells what the resident did, newest first, when by the clock of the city, and that it was they', async () => {
    const { resident } = await Household.settle(service);
    const page = await resident.open('/account/activity');
    const rows = rowsOn(page);
    expect(rows.map(({ what, who }) => [what, who])).toEqual([
      ['Signed in with Google', 'You'],
      ['Started your record', 'You'],
      ['Linked Google, with your name. Policy version 1.', 'You'],
    ]);
    expect(rows[0]?.when).toMatch(/^\w+ \d+, 20\d\d at \d+:\d\d [AP]M [A-Z]{2,4}$/);
    expect(page.text).toContain('<caption>What happened, newest first</caption>');
    expect(page.text.match(/<th scope="col"/g)).toHaveLength(3);
    expect(page.text.match(/<th scope="row"/g)).toHaveLength(3);
  });

  test('is in Spanish, too', async () => {
    const { resident } = await Household.settle(service);
    const [row] = rowsOn(await resident.open('/es/account/activity'));
    expect(row).toMatchObject({ what: 'Inició sesión con Google', who: 'Usted' });
  });

  test('leaves out the trips themselves, and nothing else that is about the resident', async () => {
    const { resident, residentId } = await Household.settle(service);
    const [{ count } = { count: 0 }] = await service.database.query<{ count: number }>(
      `select count(*)::int as count from civic.ledger_entry
       where resident_id = $1 and type <> 'flow.consumed'`,
      [residentId],
    );
    expect(rowsOn(await resident.open('/account/activity'))).toHaveLength(count);
  });

  test('is about nobody else', async () => {
    const [one, other] = [await Household.settle(service), await Household.settle(service)];
    const page = await one.resident.open('/account/activity');
    for (const { id } of await other.ledger()) expect(page.text).not.toContain(`/${id}/not-me`);
  });
});

describe('pages of twenty-five', () => {
  test('lead to older and newer ones without losing or repeating an entry', async () => {
    const { resident, residentId } = await Household.settle(service);
    const actor = { kind: 'resident', id: residentId } as const;
    for (let days = 1; days <= 60; days += 1) {
      await record({ type: 'erasure.requested', actor, residentId, days });
    }
    const seen: string[][] = [];
    let path: string | undefined = '/account/activity';
    const neighbour = (text: string, rel: string): string | undefined =>
      new RegExp(`<a rel="${rel}" href="([^"]+)"`).exec(text)?.[1];
    const back: string[] = [];
    while (path !== undefined) {
      const { text } = await resident.open(path);
      seen.push(rowsOn({ text }).map(({ what }) => what));
      const newer = neighbour(text, 'prev');
      if (newer !== undefined) back.push(newer);
      path = neighbour(text, 'next');
    }
    expect(seen.map((page) => page.length)).toEqual([25, 25, 13]);
    const asked = seen.flat().filter((what) => what.startsWith('Asked us'));
    expect(asked[0]).toContain('60 days');
    expect(new Set(asked).size).toBe(60);
    const middle = await resident.open(back.at(-1) ?? '');
    expect(rowsOn(middle).map(({ what }) => what)).toEqual(seen[1]);
    const newest = await resident.open(back.at(0) ?? '');
    expect(rowsOn(newest).map(({ what }) => what)).toEqual(seen[0]);
    expect(neighbour(newest.text, 'prev')).toBeUndefined();
  });

  test('before the first entry there is nothing, and the page says so', async () => {
    const { resident } = await Household.settle(service);
    const page = await resident.open('/account/activity?before=1');
    expect(page.text).toContain('There is nothing to show here.');
  });

  test.each([
    '?before=1',
    '?before=x',
    '?before=0',
    `?before=${'9'.repeat(30)}`,
    '?after[]=1',
    '?after=1e9',
  ])('%s is a calm page', async (query) => {
    const { resident } = await Household.settle(service);
    const page = await resident.open(`/account/activity${query}`);
    expect([page.status, page.text.includes('Your activity')]).toEqual([200, true]);
  });
});

test('two things that look alike, within one second, have links that sound different', async () => {
  const { resident, residentId } = await Household.settle(service);
  const event = {
    type: 'erasure.requested',
    actor: { kind: 'resident', id: residentId },
    residentId,
    days: 7,
  } as const;
  await service.running.app.get(Database).transaction(async (sql) => {
    for (let time = 1; time <= 3; time += 1)
      await service.running.app.get(Ledger).record(sql, event);
  });
  const { text } = await resident.open('/account/activity');
  const names = [...text.matchAll(/<span class="usa-sr-only">(: Asked us[^<]+)/g)];
  expect(names).toHaveLength(3);
  expect(new Set(names.map(([, name]) => name)).size).toBe(3);
});

describe('staff who looked at or changed the record appear with role and reason', () => {
  test('each resident among the hits of a search, and nobody when there were too many', async () => {
    const household = await Household.settle(service);
    const { residentId, resident } = household;
    const search = service.running.app.get(LinkSearch);
    await search.find(operator, { by: 'resident-id', residentId });
    await service.running.app.get(GrantSearch).find(operator, residentId);
    await search.find(
      { actor: { kind: 'app', id: 'desk' }, scopes: ['admin:records.read'] },
      { by: 'resident-id', residentId },
    );
    expect(rowsOn(await resident.open('/account/activity')).slice(0, 3)).toEqual([
      { what: 'Found you in a search by record ID', when: expect.anything(), who: 'City worker' },
      {
        what: 'Looked at what you let city services see',
        when: expect.anything(),
        who: 'City worker (runs this service)',
      },
      {
        what: 'Found you in a search by record ID',
        when: expect.anything(),
        who: 'City worker (runs this service)',
      },
    ]);
  });

  test("a search with too many hits shows nobody, and so is nobody's", async () => {
    const household = await Household.settle(service);
    const search = (): ReturnType<LinkSearch['find']> =>
      service.running.app.get(LinkSearch).find(operator, { by: 'display-name', name: 'Pat Doe' });
    expect((await search()).kind).toBe('found');
    expect(await household.ledger('record.found')).toMatchObject([
      { detail: { by: 'display-name', role: 'operator' } },
    ]);
    await service.database.query(
      `with trip as (
         insert into civic.ledger_entry (type, actor_kind, detail)
         select 'flow.consumed', 'system', '{}' from generate_series(1, 26) returning id)
       insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject,
                               name_index, sealed_name, flow_entry, policy_version)
       select gen_random_uuid(), resident_id, provider, namespace, sha256(trip.id::text::bytea),
         sealed_subject, name_index, sealed_name, trip.id, policy_version
       from trip, civic.link where resident_id = $1`,
      [household.residentId],
    );
    expect((await search()).kind).toBe('too-many');
    expect(await household.ledger('record.found')).toHaveLength(1);
  });

  test('a removed link, with the reason in plain words', async () => {
    const household = await Household.settle(service);
    await household.linkAnother();
    const order = { linkId: await household.linkWith('google'), ...operator };
    await service.running.app.get(LinkRemoval).byStaff({ ...order, reason: 'shared_account' });
    const [row] = rowsOn(await household.resident.open('/account/activity'));
    expect(row).toMatchObject({
      what: 'Removed your Google link. Reason: more than one person used the account',
      who: 'City worker (runs this service)',
    });
  });
});

describe('who did it', () => {
  test('a city service by its name, and one that is gone without', async () => {
    const { resident, residentId } = await Household.settle(service);
    const parks = await CityService.register(service);
    const revoked = { type: 'grant.revoked', residentId, grantId: newId() } as const;
    for (const appId of [parks.id, 'long-gone']) {
      const actor = { kind: 'app', id: appId } as const;
      await record({ ...revoked, actor, appId, cause: 'app-request' });
    }
    await record({
      type: 'link.conflict',
      actor: { kind: 'system' },
      residentId,
      provider: 'apple',
    });
    await record({
      type: 'link.removed',
      actor: { kind: 'provider', id: 'facebook' },
      residentId,
      linkId: newId(),
      provider: 'facebook',
      reason: 'provider_problem',
      onlyLink: false,
    });
    expect(rowsOn(await resident.open('/account/activity')).slice(0, 4)).toMatchObject([
      { what: expect.stringContaining('there was a problem at the company'), who: 'Facebook' },
      { what: expect.stringContaining('your apple account'), who: 'This service, on its own' },
      { what: 'Ended its own access to your record', who: 'a city service that is no longer here' },
      { what: 'Ended its own access to your record', who: 'Parks Pass' },
    ]);
    parks.close();
  });
});
