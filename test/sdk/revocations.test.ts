import { generateKeyPairSync } from 'node:crypto';
import { setTimeout as pass } from 'node:timers/promises';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { TokenError, createVerifier } from '@civic-link/verifier';
import type { FeedOptions, Use, Verifier } from '@civic-link/verifier';
import { decodeJwt } from 'jose';
import jwt from 'jsonwebtoken';
import { Database } from '../../src/platform/database/database.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Resident } from '../support/resident.ts';
import { FickleNetwork } from '../support/sdk/fickle-network.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const feed = '/feed/revocations';
let service: TestService;
let parks: CityService;
let network: FickleNetwork;
let warnings: string[];
const made: Verifier[] = [];
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  parks = await CityService.register(service, {
    scopes: ['openid', 'offline_access', 'revocations.read'],
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  });
});
beforeEach(() => {
  network = new FickleNetwork();
  warnings = [];
});
afterEach(() => {
  for (const verifier of made.splice(0)) verifier.close();
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

function following(changes: Partial<FeedOptions> = {}): Verifier {
  const verifier = createVerifier({
    issuer: service.url,
    audience: parks.app.resource,
    revocations: 'feed',
    credentials: { clientId: parks.id, clientSecret: parks.secret },
    fetch: network.fetch,
    warn: (message) => warnings.push(message),
    ...changes,
  });
  made.push(verifier);
  return verifier;
}

async function newToken(): Promise<string> {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  return (await parks.connect(resident, { scope: 'openid offline_access' })).accessToken;
}

const lattice = (): Revocations => service.running.app.get(Revocations);
const database = (): Database => service.running.app.get(Database);
const grantOf = (token: string): string => String(decodeJwt(token).sid);

async function residentOf(token: string): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.app_grant where id = $1',
    [grantOf(token)],
  );
  return row?.id ?? '';
}

const revoke = (token: string) =>
  lattice().raise(database(), { rule: 'grant', id: grantOf(token) });

/** `accepted`, or the reason why not. */
async function says(verifier: Verifier, token: string, use?: Use): Promise<string> {
  try {
    await verifier.verify(token, use);
    return 'accepted';
  } catch (error) {
    if (error instanceof TokenError) return error.reason;
    throw error;
  }
}

/** Waits until the verifier says something of the token, at most so many seconds. */
async function comesToSay(verifier: Verifier, token: string, answer: string, seconds = 5) {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if ((await says(verifier, token)) === answer) return;
    await pass(20);
  }
  expect(await says(verifier, token)).toBe(answer);
}

describe('a token that was revoked', () => {
  test('before there was a verifier is refused by the first look', async () => {
    const [revoked, living] = [await newToken(), await newToken()];
    await revoke(revoked);
    const verifier = following();
    expect(await says(verifier, revoked)).toBe('revoked');
    expect(await says(verifier, living)).toBe('accepted');
  });

  test('is refused while the verifier runs, remembered signature or not', async () => {
    const [one, other] = [await newToken(), await newToken()];
    const verifier = following();
    expect([await says(verifier, one), await says(verifier, other)]).toEqual([
      'accepted',
      'accepted',
    ]);
    await revoke(one);
    await comesToSay(verifier, one, 'revoked');
    expect(await says(verifier, other)).toBe('accepted');
  });

  test('for a while is good again afterwards', async () => {
    const token = await newToken();
    const rule = { rule: 'hold', id: await residentOf(token) } as const;
    const verifier = following();
    await lattice().pause(database(), rule);
    await comesToSay(verifier, token, 'revoked');
    await lattice().resume(database(), rule);
    await comesToSay(verifier, token, 'accepted');
    expect(await says(verifier, token)).toBe('accepted');
  });

  test('with all that depend on the same app is refused, and what comes later is good', async () => {
    const before = await newToken();
    const verifier = following();
    expect(await says(verifier, before)).toBe('accepted');
    await lattice().raise(database(), { rule: 'app', id: parks.id });
    await comesToSay(verifier, before, 'revoked');
    expect(await says(verifier, await newToken())).toBe('accepted');
  });

  test('is refused by asking, too', async () => {
    const token = await newToken();
    const { clientId, clientSecret } = { clientId: parks.id, clientSecret: parks.secret };
    const verifier = createVerifier({
      issuer: service.url,
      audience: parks.app.resource,
      revocations: 'introspect',
      credentials: { clientId, clientSecret },
      fetch: network.fetch,
    });
    expect(await says(verifier, token)).toBe('accepted');
    await revoke(token);
    expect(await says(verifier, token)).toBe('revoked');
    network.weather = 'cut';
    expect(await says(verifier, token)).toBe('revocations_unavailable');
  });
});

test('a good token waits for no network', async () => {
  const tokens = [await newToken(), await newToken()];
  const verifier = following();
  for (const token of tokens) await verifier.verify(token);
  const before = network.asked.filter((path) => path !== feed);
  for (let n = 0; n < 500; n += 1) await verifier.verify(tokens[n % 2] ?? '');
  expect(network.asked.filter((path) => path !== feed)).toEqual(before);
});

describe('without the list', () => {
  test('nothing is accepted, and it is no fault of the token', async () => {
    const token = await newToken();
    network.rewrite = () => [];
    const verifier = following();
    expect(await says(verifier, token)).toBe('revocations_unavailable');
    network.rewrite = (parts) => parts;
    await comesToSay(verifier, token, 'accepted');
  });

  test('for too long, nothing is accepted until it is back', async () => {
    const token = await newToken();
    const verifier = following({ maxStalenessSeconds: 2 });
    expect(await says(verifier, token)).toBe('accepted');
    network.weather = 'cut';
    await pass(500);
    expect(await says(verifier, token)).toBe('accepted');
    await comesToSay(verifier, token, 'revocations_stale');
    expect(warnings).toHaveLength(1);
    network.weather = 'fair';
    await comesToSay(verifier, token, 'accepted', 8);
  }, 20_000);

  test('what only reads goes on where the app wants that, loudly', async () => {
    const [token, revoked] = [await newToken(), await newToken()];
    await revoke(revoked);
    const verifier = following({ maxStalenessSeconds: 1, staleReads: 'accept' });
    expect(warnings).toEqual([expect.stringContaining('too old')]);
    expect(await says(verifier, token)).toBe('accepted');
    network.weather = 'cut';
    await comesToSay(verifier, token, 'revocations_stale');
    expect(await says(verifier, token, { access: 'read' })).toBe('accepted');
    expect(await says(verifier, revoked, { access: 'read' })).toBe('revoked');
    expect(warnings.at(-1)).toContain('Reading goes on');
  });
});

describe('a network that', () => {
  test('cuts off whoever waits lets news through all the same', async () => {
    const token = await newToken();
    network.weather = 'no-waiting';
    const verifier = following({ maxStalenessSeconds: 8 });
    expect(await says(verifier, token)).toBe('accepted');
    await revoke(token);
    await comesToSay(verifier, token, 'revoked', 15);
  }, 20_000);

  test('loses a part costs a new look at everything, and no revocation', async () => {
    const [lost, next] = [await newToken(), await newToken()];
    const verifier = following();
    await verifier.verify(lost);
    let dropped = 0;
    network.rewrite = (parts) => {
      const isNews = parts.some((part) => decodeJwt<{ from: number }>(part).from > 0);
      if (!isNews || parts.length < 2 || dropped > 0) return parts;
      dropped += 1;
      return parts.slice(1);
    };
    network.weather = 'cut';
    await pass(300);
    await revoke(lost);
    await pass(1500);
    await revoke(next);
    network.weather = 'fair';
    for (const token of [lost, next]) await comesToSay(verifier, token, 'revoked', 8);
    expect(dropped).toBe(1);
  }, 20_000);

  test('forges parts is not believed', async () => {
    const token = await newToken();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    network.rewrite = (parts) =>
      parts.map((part) => {
        const { header, payload } = jwt.decode(part, { complete: true }) ?? {};
        return jwt.sign(payload as object, privateKey, { algorithm: 'ES256', header });
      });
    const verifier = following();
    expect(await says(verifier, token)).toBe('revocations_unavailable');
  }, 15_000);

  test('hands out one of our tokens as a part is not believed either', async () => {
    const token = await newToken();
    network.rewrite = () => [token];
    const verifier = following();
    expect(await says(verifier, token)).toBe('revocations_unavailable');
  }, 15_000);
});

describe('an answer that is not of now', () => {
  test('again and again, from something in between, is not believed for longer than the list may be old', async () => {
    const token = await newToken();
    const verifier = following({ maxStalenessSeconds: 1, clockToleranceSeconds: 0 });
    await verifier.verify(token);
    let kept: string[] | null = null;
    network.rewrite = (parts) => (kept ??= parts.filter((part) => isOfNow(part)));
    await comesToSay(verifier, token, 'revocations_stale', 25);
    expect(warnings.at(-1)).toContain('look at the clock');
  }, 40_000);

  test('from a clock ahead of ours by more than is allowed is not believed', async () => {
    const token = await newToken();
    await service.travel(50);
    const verifier = following();
    expect(await says(verifier, token)).toBe('revocations_unavailable');
    await service.travel(-50);
    await comesToSay(verifier, token, 'accepted');
  }, 20_000);

  function isOfNow(part: string): boolean {
    const { from, seq } = decodeJwt<{ from: number; seq: number }>(part);
    return from === seq;
  }
});

test('a verifier that goes on for long listens no more than at first', async () => {
  network.rewrite = () => [];
  const added = jest.spyOn(AbortSignal.prototype, 'addEventListener');
  const removed = jest.spyOn(AbortSignal.prototype, 'removeEventListener');
  const verifier = following({ maxStalenessSeconds: 1 });
  await pass(3000);
  verifier.close();
  await pass(100);
  // The service in this process listens, too, to signals of its own.
  const ours = (calls: readonly (readonly unknown[])[]) =>
    calls.filter(([, end]) => String(end).includes("signal.removeEventListener('abort', end)"));
  expect(ours(added.mock.calls).length).toBeGreaterThan(20);
  expect(ours(removed.mock.calls).length).toBe(ours(added.mock.calls).length);
  jest.restoreAllMocks();
});

test('the service may forget the verifier’s own token: it gets another', async () => {
  const token = await newToken();
  const verifier = following({ maxStalenessSeconds: 4 });
  await verifier.verify(token);
  const own = await service.database.query<{ id: string }>(
    'select id from civic.app_grant where app_id = $1 and resident_id is null',
    [parks.id],
  );
  for (const { id } of own) await lattice().raise(database(), { rule: 'grant', id });
  await pass(5000);
  expect(await says(verifier, token)).toBe('accepted');
}, 15_000);
