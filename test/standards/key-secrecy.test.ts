import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/config-error.ts';
import { KnownKeys } from '../../src/keys/ring/known-keys.ts';
import { SigningKeys } from '../../src/keys/signing-keys.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { Scanner } from '../support/canary/scanner.ts';
import type { Wanted } from '../support/canary/scanner.ts';
import { Sinks } from '../support/canary/sinks.ts';
import { Wire } from '../support/canary/wire.ts';
import { CityService } from '../support/city-service.ts';
import { KeyTrial } from '../support/key-trial.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const staff = { kind: 'staff', id: 'cli' } as const;
const algorithms = ['ES256', 'RS256'] as const;

describe('private key material', () => {
  let service: TestService;
  let sinks: Sinks;
  let wanted: Wanted;

  beforeAll(async () => {
    service = await startTestService();
    sinks = new Sinks(service, new Wire(service.running.app.getHttpServer()));
    wanted = await privateTexts();
    await useEverything();
  }, 60_000);
  afterAll(() => service.stop());

  /** The secret numbers and the PEM lines of both keys that sign, as anybody would write them down. */
  async function privateTexts(): Promise<Wanted> {
    const texts: Record<string, string> = {};
    for (const algorithm of algorithms) {
      const { privateKey } = await service.running.app.get(KnownKeys).current(algorithm);
      const {
        d = '',
        p = '',
        q = '',
        dp = '',
        dq = '',
        qi = '',
      } = privateKey.export({
        format: 'jwk',
      });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n');
      // These lines hold bytes of `d`; others are public.
      const line = pem[algorithm === 'ES256' ? 2 : 10] ?? '';
      const parts = { d, p, q, dp, dq, qi, line };
      for (const [name, text] of Object.entries(parts)) {
        if (text !== '') texts[`${algorithm} ${name}`] = text;
      }
    }
    return texts;
  }

  /** Signs, verifies, publishes, fails and retires with them. */
  async function useEverything(): Promise<void> {
    const app = await CityService.register(service);
    const resident = new Resident(service);
    await resident.link();
    const { accessToken } = await app.connect(resident);
    await app.introspect(accessToken);
    await app.introspect(`${accessToken.slice(0, -8)}AAAAAAAA`);
    await app.userinfo(accessToken);
    await app.userinfo('no.token.atall');
    await fetch(`${service.url}/.well-known/jwks.json`);
    await failToOpen();
    const keys = service.running.app.get(SigningKeys);
    await keys.rotate();
    for (const { kid } of (await keys.jwks()).keys) await keys.retireNow(kid, staff);
    await fetch(`${service.url}/.well-known/jwks.json`);
    app.close();
  }

  /** A private part that was altered in the database: whoever needs it hears a fixed sentence. */
  async function failToOpen(): Promise<void> {
    const rows = await service.database.query<{ kid: string; sealed_private: Buffer }>(
      'select kid, sealed_private from civic.signing_key',
    );
    for (const { kid, sealed_private: sealed } of rows) {
      const altered = Buffer.concat([
        sealed.subarray(0, -1),
        Buffer.from([(sealed.at(-1) ?? 0) ^ 1]),
      ]);
      await put(kid, altered);
      await expect(service.replica()).rejects.toThrow(/^Something went wrong on our side\.$/);
      await put(kid, sealed);
    }
  }

  const put = (kid: string, sealed: Buffer) =>
    service.database.query('update civic.signing_key set sealed_private = $2 where kid = $1', [
      kid,
      sealed,
    ]);

  test('JW-10 is really there to be found, all of it', () => {
    expect(Object.keys(wanted).toSorted()).toEqual([
      'ES256 d',
      'ES256 line',
      ...['d', 'dp', 'dq', 'line', 'p', 'q', 'qi'].map((name) => `RS256 ${name}`),
    ]);
  });

  test.each([
    'database',
    'ledger',
    'log',
    'metrics',
    'answers',
    'headers of answers',
    'tokens',
  ] as const)('JW-10 is not in the %s', async (name) => {
    const sink = (await sinks.read())[name];
    expect(sink.content.length).toBeGreaterThan(0);
    expect(Scanner.for(wanted).scan(sink)).toEqual([]);
  });

  test('JW-10 is found when it is put there', async () => {
    const log = service.running.app.get(Log);
    for (const text of Object.values(wanted))
      log.write({ event: 'service.started', address: JSON.stringify({ d: text }) });
    const found = Scanner.for(wanted).scan((await sinks.read()).log);
    expect(new Set(found.map(({ marker }) => marker))).toEqual(new Set(Object.keys(wanted)));
  });
});

describe('a key that is too weak', () => {
  let trial: KeyTrial;

  beforeAll(async () => {
    trial = await KeyTrial.start();
    await trial.here.keys.ensure();
  });
  afterAll(() => trial.close());

  /** Puts a key of this size in the place of the one that signs RS256. */
  async function plant(modulusLength: number): Promise<void> {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const kid = await kidOfRsa();
    const place = { table: 'signing_key', column: 'sealed_private', row: kid };
    const sealed = trial.here.vault.seal(place, pem);
    await trial.open.query(
      `update civic.signing_key set sealed_private = $2, public_jwk = public_jwk || $3 where kid = $1`,
      [kid, sealed, JSON.stringify(publicKey.export({ format: 'jwk' }))],
    );
  }

  async function kidOfRsa(): Promise<string> {
    const [row] = await trial.open.query<{ kid: string }>(
      `select kid from civic.signing_key where algorithm = 'RS256' and state = 'current'`,
    );
    return row?.kid ?? '';
  }

  test('JW-10 keeps a service from starting, and names no key', async () => {
    await plant(1024);
    const [starting = trial.here] = await trial.replicas(1);
    const failure = await starting.keys.ensure().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(String(failure)).toBe(
      'ConfigError: DATABASE_URL leads to a database with an RSA signing key of fewer than 2048 bits.',
    );
  });

  test('JW-10 is never used by a service that is running', async () => {
    const kid = await kidOfRsa();
    const { privateKey } = await trial.here.known.current('RS256');
    await plant(1024);
    await trial.travel(60);
    const now = await trial.here.known.current('RS256');
    expect(now.kid).toBe(kid);
    expect(now.privateKey.equals(privateKey)).toBe(true);
  });

  test('JW-10 is one of 2048 bits no longer', async () => {
    await plant(2048);
    const [starting = trial.here] = await trial.replicas(1);
    await expect(starting.keys.ensure()).resolves.toBeUndefined();
  });
});
