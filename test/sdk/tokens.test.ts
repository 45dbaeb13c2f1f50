import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenError, createVerifier } from '@civic-link/verifier';
import type { FeedOptions, Verifier, VerifierOptions } from '@civic-link/verifier';
import jwt from 'jsonwebtoken';
import { KnownKeys } from '../../src/keys/ring/known-keys.ts';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { CityService } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { FickleNetwork } from '../support/sdk/fickle-network.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { SystemClock } from '../../src/kernel/clock.ts';

let service: TestService;
let parks: CityService;
let connection: Connection;
let verifier: Verifier;
const network = new FickleNetwork();
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  connection = await parks.connect(resident);
  verifier = createVerifier({ ...offline(), fetch: network.fetch });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

function offline(): VerifierOptions {
  return { issuer: service.url, audience: parks.app.resource, revocations: 'none' };
}

const now = () => new SystemClock().seconds();
const claims = (): Record<string, unknown> =>
  jwt.decode(connection.accessToken) as Record<string, unknown>;

/** A token that the service itself has signed, which says something else. */
function signed(changes: Record<string, unknown>, typ = 'at+jwt'): Promise<string> {
  const all = { ...claims(), ...changes } as { iat: number };
  const kept = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const signer = service.running.app.get(TokenSigner, { strict: false });
  return signer.sign({ algorithm: 'ES256', typ, claims: kept as { iat: number } });
}

/** A token that somebody else has put together. */
function forged(header: object, key: string | Buffer, changes: object = {}): string {
  const parts = [
    { alg: 'HS256', typ: 'at+jwt', ...header },
    { ...claims(), ...changes },
  ];
  const text = parts
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

async function whyNot(token: string, by = verifier): Promise<TokenError> {
  const error: unknown = await by.verify(token).then(
    () => new Error('It was accepted.'),
    (reason: unknown) => reason,
  );
  if (error instanceof TokenError) return error;
  throw error;
}

test('a good token says who, for which app, and what for', async () => {
  const { subject, app, scopes, authenticatedAt, expiresAt } = await verifier.verify(
    connection.accessToken,
  );
  expect({ subject, app, scopes }).toEqual({
    subject: claims().sub,
    app: parks.id,
    scopes: ['openid', 'linked_accounts', 'offline_access'],
  });
  expect(authenticatedAt?.getTime()).toBe(Number(claims().auth_time) * 1000);
  expect(expiresAt.getTime()).toBe(Number(claims().exp) * 1000);
});

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('a token is refused that', () => {
  test.each<[string, () => string | Promise<string>]>([
    ['malformed', () => 'x'],
    ['malformed', () => `${connection.accessToken}.x`],
    ['malformed', () => 'x'.repeat(9000)],
    ['wrong_type', () => connection.idToken.replace(/^/, '')],
    ['wrong_type', () => signed({}, 'JWT')],
    ['wrong_type', () => signed({}, 'civic-revocations+jwt')],
    ['alg_not_allowed', () => forged({ alg: 'none' }, 'x')],
    ['alg_not_allowed', () => forged({}, 'public key as secret')],
    [
      'alg_not_allowed',
      () =>
        jwt.sign(claims(), privateKey, {
          algorithm: 'ES256',
          header: { alg: 'ES256', typ: 'at+jwt', kid: 'x', crit: ['civic'], civic: true } as never,
        }),
    ],
    [
      'unknown_kid',
      () =>
        jwt.sign(claims(), privateKey, {
          algorithm: 'ES256',
          header: { alg: 'ES256', typ: 'at+jwt', kid: 'stranger' },
        }),
    ],
    [
      'bad_signature',
      async () => {
        const { kid } = await service.running.app
          .get(KnownKeys, { strict: false })
          .current('ES256');
        return jwt.sign(claims(), privateKey, {
          algorithm: 'ES256',
          header: { alg: 'ES256', typ: 'at+jwt', kid },
        });
      },
    ],
    [
      'bad_signature',
      () =>
        connection.accessToken.replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ ...claims(), scope: 'all' })).toString('base64url')}.`,
        ),
    ],
    ['expired', () => signed({ exp: now() - 40 })],
    ['not_yet_valid', () => signed({ iat: now() + 40 })],
    ['not_yet_valid', () => signed({ nbf: now() + 40 })],
    ['wrong_issuer', () => signed({ iss: 'https://elsewhere.example' })],
    ['wrong_issuer', () => signed({ iss: `${service.url}/` })],
    ['wrong_audience', () => signed({ aud: 'urn:civic-link:app:library' })],
    ['missing_claim', () => signed({ sid: undefined })],
    ['missing_claim', () => signed({ epochs: undefined })],
    ['missing_claim', () => signed({ epochs: 'all' })],
    ['missing_claim', () => signed({ exp: undefined })],
    ['missing_claim', () => signed({ jti: 7 })],
  ])('is %s', async (reason, token) => {
    const error = await whyNot(await token());
    expect([error.reason, error.status]).toEqual([reason, 401]);
    expect(error.docs).toBe(`${service.url}/developers#${reason.replaceAll('_', '-')}`);
  });

  test('expired within the skew is still good, and beyond it is not, remembered or not', async () => {
    const token = await signed({ exp: now() - 28 });
    await verifier.verify(token);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect((await whyNot(token)).reason).toBe('expired');
    expect((await whyNot(token)).reason).toBe('expired');
  });
});

test.each<[string, Partial<Record<keyof FeedOptions, unknown>>]>([
  ['no issuer', { issuer: '' }],
  ['an issuer without TLS', { issuer: 'http://link.example.gov' }],
  ['an issuer with a slash at its end', { issuer: 'https://link.example.gov/' }],
  ['no audience', { audience: '' }],
  ['no word on revocations', { revocations: undefined }],
  ['clocks that differ by minutes', { clockToleranceSeconds: 61 }],
  ['a list that may be old for ever', { revocations: 'feed', maxStalenessSeconds: Infinity }],
  ['a list that may not be old at all', { revocations: 'feed', maxStalenessSeconds: 0 }],
])('there is no verifier with %s', (_what, changes) => {
  const options = { ...offline(), ...changes } as VerifierOptions;
  expect(() => createVerifier(options)).toThrow(TypeError);
});

describe('the keys of the service', () => {
  const keys = '/.well-known/jwks.json';

  test('are fetched once for all who come first, and then for nobody', async () => {
    const own = new FickleNetwork();
    const fresh = createVerifier({ ...offline(), fetch: own.fetch });
    await Promise.all(Array.from({ length: 50 }, () => fresh.verify(connection.accessToken)));
    for (let n = 0; n < 50; n += 1) await fresh.verify(connection.accessToken);
    expect(own.asked).toEqual([keys]);
  });

  test('are fetched once more for a key that is not known, however many tokens name one', async () => {
    const own = new FickleNetwork();
    const fresh = createVerifier({ ...offline(), fetch: own.fetch });
    await fresh.verify(connection.accessToken);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const strangers = Array.from({ length: 20 }, (_, n) =>
      jwt.sign(claims(), privateKey, {
        algorithm: 'ES256',
        header: { alg: 'ES256', typ: 'at+jwt', kid: `stranger ${n}` },
      }),
    );
    const errors = await Promise.all(strangers.map((token) => whyNot(token, fresh)));
    expect(new Set(errors.map(({ reason }) => reason))).toEqual(new Set(['unknown_kid']));
    expect(own.count(keys)).toBeLessThanOrEqual(2);
  });

  test('that cannot be fetched make nobody’s token bad', async () => {
    const own = new FickleNetwork();
    own.weather = 'cut';
    const fresh = createVerifier({ ...offline(), fetch: own.fetch });
    const error = await whyNot(connection.accessToken, fresh);
    expect([error.reason, error.status]).toEqual(['keys_unavailable', 503]);
    own.weather = 'fair';
    await fresh.verify(connection.accessToken);
  });
});
