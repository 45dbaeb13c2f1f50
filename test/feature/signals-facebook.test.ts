import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Clock } from '../../src/kernel/clock.ts';
import { Attention } from '../../src/platform/attention/attention.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Retention } from '../../src/retention/retention.ts';
import { WaitingRoom } from '../../src/signals/waiting-room.ts';
import { Vault } from '../../src/vault/vault.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Household, textOf } from '../support/household.ts';
import { makeLinks } from '../support/many-links.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';
import { providerClients } from '../support/test-config.ts';
import { FacebookTells, GoogleTells } from '../support/told.ts';
import type { Heard } from '../support/told.ts';

/* What Facebook's two callbacks say is done once, is about one link, and cannot empty the service within a minute. */

const ceiling = 20;
const namespace = `facebook:${providerClients.facebook.id}`;
let service: TestService;
let facebook: FacebookTells;
let evidence: Evidence;
beforeAll(async () => {
  const settings = { SIGNAL_REMOVALS_PER_MINUTE: String(ceiling) };
  service = await startTestService(settings, new RunningClock());
  facebook = new FacebookTells(service);
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

let count = 0;
let userId: string;
let home: Household;
beforeEach(async () => {
  await service.travel(120);
  count += 1;
  userId = `2000000000000000${100 + count}`;
  home = await Household.settle(service, 'facebook', newPerson(service, { subject: userId }));
});

interface Receipt {
  url: string;
  confirmation_code: string;
}

const receiptIn = ({ text }: Heard): Receipt => JSON.parse(text) as Receipt;
const statusOf = async ({ url }: Receipt): Promise<string> => (await fetch(url)).text();

describe('C-85 a request that Facebook did not sign', () => {
  test.each([
    ['for another app', () => facebook.request(userId, {}, 'other secret')],
    ['with another algorithm', () => facebook.request(userId, { algorithm: 'HMAC-SHA1' })],
    ['about nobody', () => facebook.request(userId, { user_id: undefined })],
    ['at all', () => ''],
  ])('%s changes nothing', async (_, request) => {
    const before = await evidence.everything();
    for (const kind of ['deauthorize', 'deletion'] as const) {
      const answer = await facebook.post(kind, request());
      expect([answer.status, JSON.parse(answer.text)]).toEqual([
        400,
        { err: 'authentication_failed', description: expect.any(String) },
      ]);
    }
    expect(await evidence.everything()).toEqual(before);
  });

  test('as a form changes nothing, and neither does one without it or too large', async () => {
    const url = `${service.url}/signals/facebook/deletion`;
    const request = facebook.request(userId);
    const post = async (body: string | URLSearchParams, type?: string): Promise<number> =>
      (
        await fetch(url, {
          method: 'POST',
          body,
          ...(type && { headers: { 'content-type': type } }),
        })
      ).status;
    expect(await post(new URLSearchParams({ request }))).toBe(400);
    const twice = `signed_request=${request}&signed_request=${request}`;
    expect(await post(twice, 'application/x-www-form-urlencoded')).toBe(400);
    expect(await post(request)).toBe(415);
    expect(await post(new URLSearchParams({ signed_request: 'x'.repeat(20_000) }))).toBe(413);
    expect((await fetch(`${url}?signed_request=${request}`, { method: 'POST' })).status).toBe(400);
    expect((await fetch(url)).status).toBe(405);
    expect(await home.linkWith('facebook')).not.toBe('');
  });
});

describe('C-85 deauthorize', () => {
  test('UP-17 removes the link, twenty times over', async () => {
    await home.linkAnother('google');
    const request = facebook.request(userId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => facebook.post('deauthorize', request)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await home.linkWith('facebook')).toBe('');
    expect(await home.linkWith('google')).not.toBe('');
    expect(await home.ledger('link.removed')).toMatchObject([
      { actor: 'facebook', detail: { provider: 'facebook', reason: 'provider_request' } },
    ]);
    expect(await home.ledger('resident.unreachable')).toEqual([]);
  });

  test('of the only link leaves a record that cannot be reached', async () => {
    await facebook.post('deauthorize', facebook.request(userId));
    expect(await home.ledger('resident.unreachable')).toMatchObject([{ actor: 'facebook' }]);
    expect((await home.resident.open('/account')).url.pathname).not.toBe('/account');
  });

  test('that was said before the link was made is about an earlier one', async () => {
    const request = facebook.request(userId, { issued_at: 1_291_836_800 });
    expect((await facebook.post('deauthorize', request)).status).toBe(200);
    expect(await home.linkWith('facebook')).not.toBe('');
  });

  test('of somebody whom we do not know leaves nothing', async () => {
    const tables = ['heard_signal', 'waiting_signal', 'signal_removal', 'ledger_entry', 'deletion'];
    const counts = () => Promise.all(tables.map((table) => evidence.count(table)));
    const before = await counts();
    expect(await facebook.post('deauthorize', facebook.request('404'))).toEqual({
      status: 200,
      text: '{}',
    });
    expect(await counts()).toEqual(before);
  });
});

describe('C-85 a deletion', () => {
  test('UP-17 removes the link and answers with a code that says so, the same however often it comes', async () => {
    const request = facebook.request(userId);
    const answer = await facebook.post('deletion', request);
    expect(answer.status).toBe(200);
    const receipt = receiptIn(answer);
    expect(receipt.confirmation_code).toMatch(/^[A-Za-z0-9]{16,}$/);
    expect(receipt.url).toBe(`${service.url}/deletion/${receipt.confirmation_code}`);
    expect(await home.linkWith('facebook')).toBe('');
    for (let again = 0; again < 3; again += 1)
      expect(await facebook.post('deletion', request)).toEqual(answer);
    expect((await home.ledger('link.removed')).length).toBe(1);
    const page = await statusOf(receipt);
    expect(page).toContain('the link was gone, and its name and user ID with it');
    expect(page).not.toContain(userId);
    expect(page).not.toContain('Pat Doe');
  });

  test('after deauthorize with the very same text is answered as well', async () => {
    const request = facebook.request(userId);
    await facebook.post('deauthorize', request);
    const receipt = receiptIn(await facebook.post('deletion', request));
    expect(await statusOf(receipt)).toContain('the link was gone');
    expect((await home.ledger('link.removed')).length).toBe(1);
  });

  test('of somebody whom we do not know is answered the same', async () => {
    const answer = await facebook.post('deletion', facebook.request('404'));
    expect(answer.status).toBe(200);
    expect(await statusOf(receiptIn(answer))).toContain('the link was gone');
  });

  test('of somebody whom we do not know leaves its code and no user ID, for as long as the schedule says', async () => {
    await service.database.query('delete from civic.deletion');
    await facebook.post('deletion', facebook.request('4040404040404'));
    const row = () =>
      service.database.query<{ text: string; residentId: string | null }>(
        `select row_to_json(d)::text as text, resident_id as "residentId" from civic.deletion d`,
      );
    expect(await row()).toEqual([
      { text: expect.not.stringContaining('4040404040404'), residentId: null },
    ]);
    const { deletion } = service.running.app.get(Retention).schedule;
    expect(deletion?.kept).toEqual({ after: { months: 24 } });
    expect(readFileSync('docs/signals.md', 'utf8')).toContain('24 months like the row');
    const age = async (interval: string): Promise<void> => {
      const sql = `update civic.deletion set done_at = civic.now() - $1::interval`;
      await service.database.query(sql, [interval]);
      await service.running.app.get(Housekeeping).runAll();
    };
    await age('24 months -1 hour');
    expect((await row()).length).toBe(1);
    await age('24 months');
    expect(await row()).toEqual([]);
  });

  test('leaves the rest of a record, and tells the resident', async () => {
    await home.linkAnother('google');
    await service.travel(60);
    await facebook.post('deletion', facebook.request(userId));
    const back = await home.signIn('google');
    expect(textOf(back.page)).toContain('Removed your Facebook link. Reason: you removed us there');
    expect(textOf(await back.open('/es/account/activity'))).toContain('usted nos quitó allí');
  });

  test('comes from the simulated Facebook when it is asked to', async () => {
    const to = `${service.url}/signals/facebook/deletion`;
    const issuedAt = service.running.app.get(Clock).seconds();
    const answer = await fetch(`${service.simulator.url}/__sim/signals/facebook`, {
      method: 'POST',
      body: JSON.stringify({ person: home.person, to, issuedAt }),
    });
    const { status, body } = (await answer.json()) as { status: number; body: string };
    expect(status).toBe(200);
    expect(await statusOf(JSON.parse(body) as Receipt)).toContain('the link was gone');
    expect(await home.linkWith('facebook')).toBe('');
  });

  test('has a code that nobody guesses: one that was never given looks like one that is over', async () => {
    const answer = await fetch(`${service.url}/deletion/0123456789ABCDEFGHJK`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('We do not know that code');
  });
});

/** Links of Facebook whose user IDs are known. */
async function knownLinks(many: number, from: number): Promise<string[]> {
  const links = await makeLinks(service.database, { count: many, provider: 'facebook' });
  const ids = links.map((_, n) => String(from + n));
  const vault = service.running.app.get(Vault);
  const indexes = ids.map((id) => vault.blindIndex('link.subject', namespace, id));
  await service.database.query(
    `update civic.link set namespace = $3, subject_index = known.index
     from unnest($1::uuid[], $2::bytea[]) as known (id, index) where link.id = known.id`,
    [links, indexes, namespace],
  );
  return ids;
}

const room = (): WaitingRoom => service.running.app.get(WaitingRoom);
const operator = staffMember('operator');
const linksLeft = async (): Promise<number> =>
  (await evidence.links()).filter(({ provider }) => provider === 'facebook').length;

/** Somebody else asks for a page that needs the database all the while. */
function watch(): { stop: () => Promise<Set<number>> } {
  const seen = new Set<number>();
  let isOver = false;
  const asking = (async () => {
    while (!isOver) seen.add((await fetch(`${service.url}/health/ready`)).status);
  })();
  return {
    stop: async () => {
      isOver = true;
      await asking;
      return seen;
    },
  };
}

describe('C-86 a thousand deletions in a minute, all well signed', () => {
  test('remove no more than the ceiling, raise the alarm, and lose nothing', async () => {
    const ids = await knownLinks(1000, 900_000_000);
    const before = await linksLeft();
    const receipts: Receipt[] = [];
    const others = watch();
    for (let at = 0; at < ids.length; at += 250) {
      const some = ids.slice(at, at + 250);
      const posts = some.map((id) => facebook.post('deletion', facebook.request(id)));
      for (const answer of await Promise.all(posts)) {
        expect(answer.status).toBe(200);
        receipts.push(receiptIn(answer));
      }
    }
    expect(await others.stop()).toEqual(new Set([200]));
    expect(before - (await linksLeft())).toBe(ceiling);
    const [waits] = await room().list(staffMember('viewer'));
    expect(waits).toMatchObject({ provider: 'facebook', signals: 1000 - ceiling });
    const items = await service.running.app.get(Attention).items(staffMember('viewer'));
    const says = items.map((item) => item.says('en')).join(' ');
    expect(says).toContain('Facebook asked us to remove more links in a minute than we allow');
    expect(says).toContain('Waiting: 980');
    const last = receipts.at(-1);
    expect(last && (await statusOf(last))).toContain('so we check first');
    const rows = await service.database.query<{ text: string }>(
      'select row_to_json(w)::text as text from civic.waiting_signal w',
    );
    expect(rows.some(({ text }) => text.includes('9000000'))).toBe(false);
  }, 120_000);

  test('wait on, whatever comes behind them, until somebody lets them go', async () => {
    await service.travel(600);
    await service.running.app.get(Housekeeping).runAll();
    expect((await room().list(operator))[0]?.signals).toBe(980);
    const receipt = receiptIn(await facebook.post('deletion', facebook.request(userId)));
    expect(await home.linkWith('facebook')).not.toBe('');
    expect(await statusOf(receipt)).toContain('so we check first');
    for (const role of ['viewer', 'revoker', 'approver', 'auditor'] as const)
      expect(() => room().release(staffMember(role), 'facebook')).toThrow('You may not do this');
    expect(await room().release(operator, 'facebook')).toBe(981);
    expect(await room().release(operator, 'facebook')).toBe(0);
    await service.running.app.get(Housekeeping).runAll();
    expect(await evidence.count('waiting_signal')).toBe(0);
    expect(await home.linkWith('facebook')).toBe('');
    expect(await statusOf(receipt)).toContain('the link was gone');
    const [entry] = await service.database.query<{ detail: object }>(
      "select detail from civic.ledger_entry where type = 'signals.released'",
    );
    expect(entry?.detail).toEqual({ provider: 'facebook', signals: 981, role: 'operator' });
  }, 120_000);

  test('are thrown away by an operator, and whoever has a code reads that', async () => {
    const ids = await knownLinks(ceiling + 5, 800_000_000);
    const requests = ids.map((id) => facebook.request(id));
    const receipts: Receipt[] = [];
    for (const request of requests)
      receipts.push(receiptIn(await facebook.post('deletion', request)));
    const before = await linksLeft();
    expect(await room().discard(operator, 'facebook')).toBe(5);
    const last = receipts.at(-1);
    expect(last && (await statusOf(last))).toContain('We did not remove the link');
    const again = await facebook.post('deletion', requests.at(-1) ?? '');
    expect(receiptIn(again)).toEqual(last);
    expect(last && (await statusOf(last))).toContain('We did not remove the link');
    await service.running.app.get(Housekeeping).runAll();
    expect(await linksLeft()).toBe(before);
  });

  test('are done after a week if nobody decides', async () => {
    const ids = await knownLinks(ceiling + 5, 700_000_000);
    for (const id of ids) await facebook.post('deauthorize', facebook.request(id));
    const before = await linksLeft();
    await service.travel(7 * 86_400 - 60);
    await service.running.app.get(Housekeeping).runAll();
    expect(await linksLeft()).toBe(before);
    await service.travel(61);
    await service.running.app.get(Housekeeping).runAll();
    expect(await linksLeft()).toBe(before - 5);
    expect(await evidence.count('waiting_signal')).toBe(0);
  });

  test('meet one ceiling over two processes', async () => {
    const replica = await service.replica();
    const ids = await knownLinks(ceiling * 3, 500_000_000);
    const before = await linksLeft();
    await Promise.all(
      ids.map((id, n) => {
        const { address } = n % 2 ? service : replica;
        return facebook.post('deauthorize', facebook.request(id), address);
      }),
    );
    expect(before - (await linksLeft())).toBe(ceiling);
    expect(await room().discard(operator, 'facebook')).toBe(ceiling * 2);
  });

  test('of one provider do not hold up another', async () => {
    const ids = await knownLinks(ceiling + 1, 600_000_000);
    for (const id of ids) await facebook.post('deauthorize', facebook.request(id));
    expect((await room().list(operator)).map(({ provider }) => provider)).toEqual(['facebook']);
    const subject = '300000000000000077';
    const other = await Household.settle(service, 'google', newPerson(service, { subject }));
    await new GoogleTells(service).tell('account-purged', subject);
    expect(await other.linkWith('google')).toBe('');
    await room().discard(operator, 'facebook');
  });

  test('leave no user ID in the log', () => {
    for (const id of [userId, '900000000', '800000000']) expect(service.log()).not.toContain(id);
  });
});
