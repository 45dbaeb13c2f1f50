import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Evidence } from '../support/evidence.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* A busy city leaves more behind in a minute than one purge takes: it goes on at once, within bounds. */

const backlog = 50_000;

let service: TestService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

const sweep = (of: TestService = service): Promise<void> =>
  of.running.app.get(Housekeeping).runAll();

const plantCodes = (): Promise<object[]> =>
  service.database.query(
    `insert into civic.authorization_code
       (code_hash, app_id, grant_id, redirect_uri, code_challenge, scopes, expires_at)
     select sha256(convert_to(n::text, 'utf8')), 'parks', $1, '', '', '{}', civic.now() - interval '2 days'
     from generate_series(1, ${backlog}) as n`,
    [newId()],
  );
const plantSessions = (): Promise<object[]> =>
  service.database.query(
    `with someone as (
       insert into civic.resident (id, language) values (gen_random_uuid(), 'en') returning id
     ), opened as (
       insert into civic.resident_session (id, token_hash, resident_id, auth_link, provider, last_seen_at)
       select gen_random_uuid(), sha256(convert_to(n::text, 'utf8')), someone.id, gen_random_uuid(), 'google',
              civic.now() - interval '2 hours'
       from someone, generate_series(1, ${backlog}) as n
       returning id
     )
     insert into civic.coverage (subject_id, rule, id, epoch) select id, 'session', id::text, 0 from opened`,
  );

test('one sweep clears away fifty thousand codes and sessions, with what covered them', async () => {
  await plantCodes();
  await plantSessions();
  await sweep();
  for (const table of ['authorization_code', 'resident_session', 'coverage'])
    expect([table, await evidence.count(table)]).toEqual([table, 0]);
}, 60_000);

test('two processes at once get as far and take nothing twice', async () => {
  await plantCodes();
  const replica = await service.replica();
  const before = rowsLogged(service) + rowsLogged(replica);
  await Promise.all([sweep(), sweep(replica)]);
  expect(await evidence.count('authorization_code')).toBe(0);
  expect(rowsLogged(service) + rowsLogged(replica) - before).toBe(backlog);
}, 60_000);

test('a deletion that never finds an end lets the others have their turn', async () => {
  const housekeeping = service.running.app.get(Housekeeping);
  let rounds = 0;
  const run = async (): Promise<number> => {
    rounds += 1;
    return 10;
  };
  housekeeping.deletes('endless', { atMost: 10, due: async () => 10, run });
  let isReached = false;
  housekeeping.every('after it', async () => {
    isReached = true;
    return 0;
  });
  await sweep();
  expect(rounds).toBe(20);
  expect(isReached).toBe(true);
});

test('a deletion that found less than it may take is not asked again in the same minute', async () => {
  const housekeeping = service.running.app.get(Housekeeping);
  const found = [10, 10, 9];
  housekeeping.deletes('endless', {
    atMost: 10,
    due: async () => 0,
    run: async () => found.shift() ?? Promise.reject(new Error('Asked once too often.')),
  });
  await sweep();
  expect(found).toEqual([]);
  expect(service.log()).not.toMatch(/"housekeeping.failed"/);
});

/** How many codes a process says it has deleted. */
function rowsLogged(of: TestService): number {
  const lines = of.log().matchAll(/"table":"authorization_code","rows":(\d+)/g);
  return [...lines].reduce((sum, [, rows]) => sum + Number(rows), 0);
}
