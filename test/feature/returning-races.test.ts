import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Withdrawals } from '../../src/grants/withdrawals.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { Page } from '../support/browser.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let app: CityService;
let evidence: Evidence;
let resident: Resident;
let link: { id: string; resident_id: string };

beforeAll(async () => {
  service = await startTestService();
  app = await CityService.register(service);
  evidence = new Evidence(service);
});
afterAll(async () => {
  app.close();
  await service.stop();
});

beforeEach(async () => {
  resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  await app.connect(resident);
  link = (await evidence.links()).at(-1) ?? link;
});

const codeIn = ({ headers }: Page): string | null => {
  const location = String(headers.location);
  return URL.canParse(location) ? new URL(location).searchParams.get('code') : null;
};

const comeBack = (): Promise<Page> => resident.browser.open(app.authorizeUrl(), { follow: false });

describe('a resident who comes back to an app while', () => {
  let gate: pg.Client;
  beforeEach(async () => {
    gate = new pg.Client({ connectionString: service.database.adminUrl });
    await gate.connect();
    await gate.query('begin');
    await gate.query('select id from civic.resident where id = $1 for update', [link.resident_id]);
  });
  afterEach(() => gate.end());

  /** Something happens to the resident, and the resident comes back, in this order; both wait for each other. */
  async function during<T>(change: () => Promise<T>): Promise<Page> {
    const changing = change();
    await untilWaiting(1);
    const returning = comeBack();
    await untilWaiting(2);
    await gate.query('commit');
    await changing;
    return returning;
  }

  test('nothing else happens gets a code, which gives tokens', async () => {
    const returning = comeBack();
    await untilWaiting(1);
    await gate.query('commit');
    expect((await app.redeem(codeIn(await returning) ?? '')).status).toBe(200);
  });

  test('the consent is withdrawn gets no code', async () => {
    const withdrawals = service.running.app.get(Withdrawals, { strict: false });
    const answer = await during(() => withdrawals.withdraw(link.resident_id, app.id));
    expect([answer.status, codeIn(answer)]).toEqual([303, null]);
    expect(await aliveGrants()).toBe(0);
  });

  test('the link is revoked gets no code', async () => {
    const removal = service.running.app.get(LinkRemoval, { strict: false });
    const answer = await during(() =>
      removal.byStaff({ linkId: link.id, ...staffMember('revoker'), reason: 'security' }),
    );
    expect([answer.status, codeIn(answer)]).toEqual([303, null]);
    expect(await aliveGrants()).toBe(0);
  });

  test('the app is switched off and on gets a code that is good for nothing', async () => {
    const apps = service.running.app.get(Apps, { strict: false });
    const returning = comeBack();
    await untilWaiting(1);
    await apps.disable(app.id);
    await apps.enable(app.id);
    await gate.query('commit');
    const code = codeIn(await returning);
    expect((await app.redeem(code ?? '')).json.error).toBe('invalid_grant');
  });
});

test('an app whose sector has no subject for the resident yet gets one', async () => {
  await service.database.query('delete from civic.pairwise_subject where resident_id = $1', [
    link.resident_id,
  ]);
  const answer = await comeBack();
  expect((await app.redeem(codeIn(answer) ?? '')).status).toBe(200);
});

/** Grants of the resident over which no rule has been raised. */
async function aliveGrants(): Promise<number> {
  const [row] = await service.database.query<{ alive: number }>(
    `select count(*)::int as alive from civic.app_grant g where g.resident_id = $1 and not exists (
       select from civic.coverage c join civic.epoch e using (rule, id)
       where c.subject_id = g.id and e.epoch > c.epoch)`,
    [link.resident_id],
  );
  return row?.alive ?? -1;
}

async function untilWaiting(wanted: number): Promise<void> {
  const [row] = await service.database.query<{ waiting: number }>(
    `select count(*)::int as waiting from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  if ((row?.waiting ?? 0) >= wanted) return;
  await pause(10);
  await untilWaiting(wanted);
}
