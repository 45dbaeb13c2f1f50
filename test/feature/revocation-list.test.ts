import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Apps } from '../../src/apps/apps.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Database } from '../../src/platform/database/database.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { IssuerEpoch } from '../../src/oauth/issuer-epoch.ts';
import { ProviderStates } from '../../src/providers/provider-states.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import type { PausingRule, Rule } from '../../src/revocations/revocations.ts';
import { ApiCaller } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import { Connections } from '../support/connections.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { deleteEverything } from '../support/fresh-proof.ts';
import { ListFollower } from '../support/list-follower.ts';
import { Resident } from '../support/resident.ts';
import { seed, shuffled } from '../support/seeded.ts';
import { ServiceProcess, planFor, sharedSettings } from '../support/service-process.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { atServer } from '../support/staff.ts';

const settings = sharedSettings();
let service: TestService;
let parks: CityService;
let follower: ListFollower;
beforeAll(async () => {
  service = await startTestService(settings);
  parks = await CityService.register(service);
  follower = await ListFollower.open(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(() => follower.follow());

const part = <Part>(type: new (...given: never[]) => Part): Part => service.running.app.get(type);
const raise = (rule: Rule) => part(Revocations).raise(part(Database), rule);
const rest = (rule: PausingRule) => part(Revocations).pause(part(Database), rule);
const goOn = (rule: PausingRule) => part(Revocations).resume(part(Database), rule);
const positionOf = ({ line, seq }: ListFollower) => `?after=${line}.${seq}`;

/** Somebody with a token, and the ids of what covers it. */
async function connected(app = parks) {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const { accessToken } = await app.connect(resident);
  const [row] = await service.database.query<Record<'grant' | 'link' | 'resident', string>>(
    `select id as grant, auth_link as link, resident_id as resident
     from civic.app_grant order by created_at desc limit 1`,
  );
  return { resident, accessToken, ids: row ?? { grant: '', link: '', resident: '' } };
}

describe('what is revoked', () => {
  test.each<[string, (ids: Record<'grant' | 'link' | 'resident', string>) => Promise<unknown>]>([
    ['grant', ({ grant }) => raise({ rule: 'grant', id: grant })],
    ['link', ({ link }) => raise({ rule: 'link', id: link })],
    ['resident', ({ resident }) => raise({ rule: 'resident', id: resident })],
    ['resident who is held', ({ resident }) => rest({ rule: 'hold', id: resident })],
    ['resident who did not agree', ({ resident }) => rest({ rule: 'policy', id: resident })],
  ])('with a %s is on the list, and nothing else', async (_what, revoke) => {
    const [one, other] = [await connected(), await connected()];
    await revoke(one.ids);
    await follower.follow();
    expect(follower.ends(one.accessToken)).toBe(true);
    expect(follower.ends(other.accessToken)).toBe(false);
  });

  test('with a session is on the list where the app may not come back without it', async () => {
    const { resident } = await connected();
    const bound = await parks.connect(resident, { scope: 'openid', state: 'again' });
    const free = await parks.connect(resident);
    await resident.open('/account');
    await resident.browser.submit('/sign-out');
    await follower.follow();
    expect(follower.ends(bound.accessToken)).toBe(true);
    expect(follower.ends(free.accessToken)).toBe(false);
  });

  test('with a token is on the list by its own id', async () => {
    const { resident, accessToken } = await connected();
    const other = await parks.connect(resident);
    await parks.post('/oauth/revoke', { token: accessToken });
    await follower.follow();
    expect(follower.ends(accessToken)).toBe(true);
    expect(follower.ends(other.accessToken)).toBe(false);
  });

  test('with an app is one mark, however many there are', async () => {
    const library = await CityService.register(service);
    const readers = await Promise.all([connected(library), connected(library)]);
    const visitor = await connected();
    const known = follower.revoked.size;
    await part(Apps).disable(library.id);
    await follower.follow();
    expect(readers.map(({ accessToken }) => follower.ends(accessToken))).toEqual([true, true]);
    expect(follower.ends(visitor.accessToken)).toBe(false);
    expect(follower.revoked.size).toBe(known + 1);
    library.close();
  });

  test('with a provider ends what was signed in with it, and not what comes after', async () => {
    const before = await connected();
    await part(ProviderStates).change(atServer, 'google', 'off');
    await part(ProviderStates).change(atServer, 'google', 'on');
    const after = await connected();
    await follower.follow();
    expect(follower.ends(before.accessToken)).toBe(true);
    expect(follower.ends(after.accessToken)).toBe(false);
  });

  test('with the issuer ends everything, and begins another line', async () => {
    const { line } = follower;
    const { accessToken } = await connected();
    const own = await parks.token({ grant_type: 'client_credentials' });
    await part(IssuerEpoch).raise('security', atServer.actor);
    follower = await ListFollower.open(service);
    await follower.follow();
    expect(follower.ends(accessToken)).toBe(true);
    expect(follower.line).not.toBe(line);
    expect(own.status).toBe(400);
    const after = await connected();
    expect(follower.ends(after.accessToken)).toBe(false);
  });

  test('by an erasure is on the list although nobody knows the resident any more', async () => {
    const { resident, accessToken } = await connected();
    await resident.open('/account/delete');
    await deleteEverything(resident);
    await follower.follow();
    expect(follower.ends(accessToken)).toBe(true);
  });
});

describe('a pause', () => {
  test('ends with the last of those that were made, and never wakes what was revoked', async () => {
    const { accessToken, ids } = await connected();
    const [hold, policy] = (['hold', 'policy'] as const).map((rule) => ({
      rule,
      id: ids.resident,
    }));
    if (!hold || !policy) throw new Error('Two pauses are needed.');
    const endsAfter = async (change: Promise<unknown>): Promise<boolean> => {
      await change;
      await follower.follow();
      return follower.ends(accessToken);
    };
    expect(await endsAfter(rest(hold))).toBe(true);
    expect(await endsAfter(rest(policy))).toBe(true);
    expect(await endsAfter(goOn(hold))).toBe(true);
    expect(await endsAfter(goOn(policy))).toBe(false);
    expect(await endsAfter(rest(hold))).toBe(true);
    await raise({ rule: 'grant', id: ids.grant });
    expect(await endsAfter(goOn(hold))).toBe(true);
  });

  test('and its end between two looks leave nothing', async () => {
    const { accessToken, ids } = await connected();
    await rest({ rule: 'hold', id: ids.resident });
    await goOn({ rule: 'hold', id: ids.resident });
    await follower.follow();
    expect(follower.ends(accessToken)).toBe(false);
  });
});

test(`the list and the lattice agree after any changes (seed ${seed})`, async () => {
  const people = [];
  for (let n = 0; n < 6; n += 1) people.push(await connected());
  const changes = people.flatMap(({ ids }) => [
    () => rest({ rule: 'hold', id: ids.resident }),
    () => rest({ rule: 'policy', id: ids.resident }),
    () => goOn({ rule: 'hold', id: ids.resident }),
    () => goOn({ rule: 'policy', id: ids.resident }),
    () => raise({ rule: 'link', id: ids.link }),
  ]);
  for (const change of shuffled([...changes, ...changes], seed).slice(0, 40)) {
    await change();
    if (seed % 2 === 0) await follower.follow();
    const late = follower.another();
    await late.follow();
    await follower.follow();
    for (const { accessToken, ids } of people) {
      const isDead = await part(Revocations).isDead(ids.grant);
      expect([follower.ends(accessToken), late.ends(accessToken)]).toEqual([isDead, isDead]);
    }
  }
});

describe('following', () => {
  test('waits for news, and hears of it before the time is over', async () => {
    const { accessToken, ids } = await connected();
    await follower.follow();
    const hearing = follower.follow(25);
    await raise({ rule: 'grant', id: ids.grant });
    expect((await hearing).map(({ revoked }) => revoked)).toEqual([[ids.grant]]);
    expect(follower.ends(accessToken)).toBe(true);
  });

  test('may take longer than nothing on a connection may last, and no longer than that', () => {
    const { timeout } = service.running.app.getHttpServer() as { timeout: number };
    expect(timeout).toBeGreaterThan(25_000);
  });

  test('gets everything signed by a key that is published, although nothing was revoked since', async () => {
    await follower.another().follow();
    const keys = part(SigningKeys);
    const [first] = (await keys.jwks()).keys.filter(({ alg }) => alg === 'ES256');
    await keys.retireNow(first?.kid ?? '', atServer.actor);
    await service.travel(3);
    const fresh = await ListFollower.open(service);
    expect(await fresh.follow()).toMatchObject([{ from: 0, seq: follower.seq }]);
    follower = fresh;
  });

  test('hears, signed, that there is nothing', async () => {
    const { seq } = follower;
    expect(await follower.follow(1)).toMatchObject([{ from: seq, seq, revoked: [], paused: [] }]);
  });

  test('uses nothing up: whoever comes late or follows beside another gets the same', async () => {
    const other = follower.another();
    await other.follow();
    const { ids } = await connected();
    await raise({ rule: 'grant', id: ids.grant });
    const heard = await Promise.all([follower.follow(5), other.follow(5)]);
    expect(heard[0]).toEqual(heard[1]);
    const late = follower.another();
    await late.follow();
    expect([...late.revoked].toSorted()).toEqual([...other.revoked].toSorted());
  });

  test.each([
    ['another list', '00000000-0000-4000-8000-000000000000.1'],
    ['a number that is not there yet', null],
  ])('gets everything where it goes on from %s', async (_what, after) => {
    const { line, seq } = follower;
    const { json } = await follower.ask(`?after=${after ?? `${line}.${seq + 7}`}`);
    const late = follower.another();
    await late.follow();
    expect(json.parts).toHaveLength(1);
    expect(late.seq).toBe(seq);
  });

  test.each(['?after=x', '?after=1.1', '?wait=26', '?wait=-1', '?wait=1.5', '?since=1'])(
    'takes nothing else: %s',
    async (query) => {
      expect((await follower.ask(query)).status).toBe(422);
    },
  );

  test('needs a token with the scope for it, which any app with a secret may have', async () => {
    expect((await parks.call('/feed/revocations', { method: 'GET' })).status).toBe(401);
    const other = await ApiCaller.open(service, ['admin:keys.read']);
    expect((await other.get('/feed/revocations')).status).toBe(403);
    const app = await CityService.register(service, {
      scopes: ['openid', 'revocations.read'],
      grantTypes: ['authorization_code', 'client_credentials'],
    });
    expect((await app.token({ grant_type: 'client_credentials' })).json.scope).toBe(
      'revocations.read',
    );
    app.close();
  });

  test('is told that the list cannot be read rather than that there is nothing', async () => {
    const blocker = new pg.Client({ connectionString: service.database.adminUrl });
    await blocker.connect();
    await blocker.query('begin; lock table civic.revocation_notice in access exclusive mode');
    expect((await follower.ask(positionOf(follower))).status).toBe(503);
    await blocker.end();
    expect((await follower.ask(positionOf(follower))).status).toBe(200);
  });
});

test('news arrives although the connection that waits for it is lost, and it is made anew', async () => {
  const listeners = async () => {
    const rows = await service.database.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and application_name = 'civic-link listener'`,
    );
    return rows.map(({ pid }) => pid);
  };
  const { ids } = await connected();
  await follower.follow();
  const before = await listeners();
  expect(before).toHaveLength(1);
  await service.database.query('select pg_terminate_backend($1)', before);
  const hearing = follower.follow(10);
  await raise({ rule: 'grant', id: ids.grant });
  expect((await hearing).flatMap(({ revoked }) => revoked)).toEqual([ids.grant]);
  while ((await listeners()).length === 0) await pass(50);
  expect(await listeners()).not.toEqual(before);
});

describe('on several processes', () => {
  const grants = 60;

  test('what one revokes another one hands out, numbered without a gap and each once', async () => {
    const processes = await Promise.all(
      [1, 2].map(() => ServiceProcess.start(planFor(service, settings))),
    );
    const [one, other] = processes.map(({ address }) => ({ ...service, address }));
    const tokens = await new Connections(service, parks.id).ofOneResident(grants);
    const [here, there] = [follower.another(one), follower.another(other)];
    await Promise.all([here.follow(), there.follow()]);
    const from = there.seq;
    const heard: string[] = [];
    const listening = (async () => {
      while (heard.length < grants)
        heard.push(...(await there.follow(5)).flatMap((p) => p.revoked));
    })();
    await Promise.all(
      tokens.map(({ accessToken }, n) =>
        parks.post('/oauth/revoke', { token: accessToken }, { service: n % 2 ? one : other }),
      ),
    );
    await listening;
    while (here.seq < there.seq) await here.follow(5);
    expect(new Set(heard).size).toBe(grants);
    expect(tokens.filter(({ accessToken }) => !here.ends(accessToken))).toEqual([]);
    const numbers = await service.database.query<{ seq: string }>(
      'select seq from civic.revocation_batch where seq > $1 order by seq',
      [from],
    );
    expect(numbers.map(({ seq }) => Number(seq))).toEqual(numbers.map((_, n) => from + n + 1));
    await Promise.all(processes.map((process) => process.kill()));
  }, 60_000);
});

test('whoever has been away for longer than the list is kept gets everything', async () => {
  const { ids } = await connected();
  const old = positionOf(follower);
  await raise({ rule: 'grant', id: ids.grant });
  await follower.follow();
  await service.travel(13 * 60);
  await part(Housekeeping).runAll();
  expect(await new Evidence(service).count('revocation_batch')).toBe(0);
  const fresh = await ListFollower.open(service);
  const { json } = await fresh.ask(old);
  expect(json.parts).toHaveLength(1);
  expect((await fresh.follow())[0]).toMatchObject({ from: 0, seq: follower.seq, revoked: [] });
  follower = fresh;
});
