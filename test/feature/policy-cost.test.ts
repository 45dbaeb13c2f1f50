import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/database.ts';
import { CityService } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { publishIn } from '../support/policy-versions.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* What is asked of PostgreSQL on the paths apps take all day: nothing about the policy, even after one asked again. */

let service: TestService;
let parks: CityService;
let ana: Resident;
let connection: Connection;
beforeAll(async () => {
  // Nothing is sealed meanwhile, which takes transactions of its own.
  service = await startTestService({ AUDIT_SEAL_MILLISECONDS: '60000' });
  parks = await CityService.register(service);
  ana = new Resident(service);
  await publishIn(service, 0);
  await service.travel(1);
  // What holds may be newer than what everybody must have agreed to.
  await publishIn(service, 0, { asksAgain: false });
  await service.travel(1);
  await ana.link();
  connection = await parks.connect(ana);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

/** What each statement asked, by its name. */
const texts = new Map<string, string>();

/** What runs from time to time whatever is asked. */
const byItself = /^(audit|bulk|tallies|help-codes)\b/;

type Pool = Record<'query' | 'connect', (...given: unknown[]) => unknown>;

/** The names of the statements that run while something happens; a transaction counts as one, and has no name. */
async function statementsOf(act: () => Promise<unknown>): Promise<string[]> {
  const pool = service.running.app.get(Database).pool as unknown as Pool;
  const [query, connect] = [pool.query.bind(pool), pool.connect.bind(pool)];
  const names: string[] = [];
  pool.query = (...given) => {
    const { name, text } = given[0] as { name: string; text: string };
    if (!byItself.test(name)) {
      names.push(name);
      texts.set(name, text);
    }
    return query(...given);
  };
  // The pool itself connects for each statement, and then gives a callback.
  pool.connect = (...given) => {
    if (given.length === 0) names.push('a transaction');
    return connect(...given);
  };
  try {
    await act();
  } finally {
    Object.assign(pool, { query, connect });
  }
  return names;
}

test('introspection asks whether the token is dead, and for what it discloses', async () => {
  const asked = await statementsOf(() => parks.introspect(connection.accessToken));
  expect(asked).toEqual([
    'revocations.read-dead',
    'grants.find-many',
    'consents.find',
    'links.of-resident',
  ]);
});

test('introspection looks at no list that grows with what a resident does', async () => {
  const asked = await statementsOf(() => parks.introspect(connection.accessToken));
  const read = asked.map((name) => texts.get(name)).join('\n');
  expect(read).toMatch(/civic\.consent/);
  expect(read).not.toMatch(/civic\.(refresh_family|ledger_entry|resident_session)/);
});

test('a refresh asks for the grant and whether it is dead, and rotates', async () => {
  const asked = await statementsOf(() => parks.refresh(connection.refreshToken));
  expect(asked).toEqual(['grants.find-many', 'revocations.read-dead', 'refresh-families.rotate']);
});

test('a silent sign-in makes its code in one statement, and asks nothing about the policy', async () => {
  const silent = parks.authorizeUrl({ prompt: 'none' });
  await ana.open(silent);
  const asked = await statementsOf(async () => {
    const page = await ana.open(silent);
    expect(page.url.searchParams.get('code')).toBeTruthy();
  });
  expect(asked).toEqual([
    'sessions.find-and-touch',
    'revocations.read-dead',
    'consents.covers',
    'codes.insert-with-grant',
    'revocations.read-dead',
  ]);
});
