import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { cityProvider } from '../../src/providers/city.provider.ts';
import { callbackShape } from '../../src/providers/callback-shape.ts';
import type { Providers } from '../../src/providers/providers.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import { CityDirectory } from '../support/directory/city-directory.ts';
import { directoryClient, newDirectoryKeys, putTogether } from '../support/directory/id-token.ts';
import { serviceOf } from './harness.ts';

type Tamper = CityDirectory['tamper'];

const service = 'http://127.0.0.1:9';
const callback = `${service}/callback/city`;
let judge: CityDirectory;
const opened: Providers[] = [];

beforeAll(async () => {
  judge = await CityDirectory.start();
  judge.people.set('resident-7', { name: 'Ana Rivera', email: 'ana@example.com' });
  judge.serve(service, '/callback/city');
});
afterEach(async () => {
  judge.tamper = (token) => token;
  judge.pretend = (metadata) => metadata;
  judge.downAt = null;
  for (const providers of opened.splice(0)) await providers.onModuleDestroy();
});
afterAll(() => judge.stop());

/** The provider of any city, told to talk to an OpenID provider that nobody here wrote (oidc-provider). */
function residentsOf(algorithm: 'RS256' | 'ES256' = 'RS256'): Providers {
  const label = { en: 'City ID', es: 'ID de la ciudad' };
  const page = `${judge.issuer}/page`;
  const settings = {
    ...directoryClient,
    issuer: judge.issuer,
    label,
    privacyUrl: page,
    settingsUrl: page,
    signInOrigin: judge.issuer,
    algorithm,
  };
  const { providers } = serviceOf([cityProvider(settings, callback)]);
  opened.push(providers);
  return providers;
}

/** A whole trip; `change` is what an attacker does to the address that leads back. */
async function travel(providers: Providers, change: (back: URL) => void = () => {}) {
  let verifier = '';
  const remember = (made: string) => {
    verifier = made;
    return Promise.resolve('state-of-the-test');
  };
  const address = await providers.begin('city', { remember, language: 'en' });
  if (address === null) return null;
  const back = await comeBack(new URL(address));
  change(back);
  const shape = callbackShape(Object.fromEntries(back.searchParams));
  return shape.kind === 'code' ? providers.finish('city', shape, verifier) : shape;
}

async function comeBack(address: URL): Promise<URL> {
  const browser = new HeadlessBrowser();
  let page = await browser.open(address, { follow: false });
  for (let hop = 0; hop < 10; hop += 1) {
    const { location } = page.headers;
    const next = typeof location === 'string' ? new URL(location, page.url) : null;
    if (next?.href.startsWith(callback)) return next;
    page = next
      ? await browser.open(next, { follow: false })
      : await browser.submit('', { who: 'resident-7' }, { follow: false });
  }
  throw new Error('Nobody was sent back.');
}

const wrong = { kind: 'provider-error' };

describe('an OpenID provider that nobody here wrote', () => {
  const ana = () => ({
    kind: 'identity',
    identity: { namespace: judge.issuer, subject: 'resident-7', displayName: 'Ana Rivera' },
  });

  test('tells who it is, and nothing else', async () => {
    expect(await travel(residentsOf())).toEqual(ana());
    const [asked] = judge.seen.authorizations.slice(-1);
    expect(asked?.get('scope')).toBe('openid profile');
    expect(asked?.get('nonce')).toMatch(/^[\w-]{43}$/);
    expect(asked?.get('code_challenge_method')).toBe('S256');
  });

  test('is asked for the name where the ID token has none', async () => {
    judge.tamper = ({ header, claims: { name: _name, ...claims } }) => ({ header, claims });
    expect(await travel(residentsOf())).toEqual(ana());
  });

  test('signs as the settings say, or is not believed', async () => {
    judge.tamper = ({ header, claims }) => ({
      header: { ...header, alg: 'ES256', kid: 'ec' },
      claims,
    });
    expect(await travel(residentsOf('ES256'))).toEqual(ana());
    expect(await travel(residentsOf('RS256'))).toEqual(wrong);
  });

  test('names itself in the answer, as it says it does (RFC 9207 §2.4)', async () => {
    const without = (back: URL) => back.searchParams.delete('iss');
    const another = (back: URL) => back.searchParams.set('iss', `${judge.issuer}/`);
    expect(await travel(residentsOf(), without)).toEqual(wrong);
    expect(await travel(residentsOf(), another)).toEqual(wrong);
  });

  test('does not take the code of another trip', async () => {
    const providers = residentsOf();
    const stolen = await comeBack(
      new URL(
        String(
          await providers.begin('city', {
            remember: () => Promise.resolve('state-of-the-victim'),
            language: 'en',
          }),
        ),
      ),
    );
    const inject = (back: URL) =>
      back.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await travel(providers, inject)).toEqual({ kind: 'expired-or-used' });
  });
});

describe('an ID token is refused', () => {
  const claimed =
    (change: object): Tamper =>
    ({ header, claims }) => ({ header, claims: { ...claims, ...change } });
  const headed =
    (change: object): Tamper =>
    ({ header, claims }) => ({ header: { ...header, ...change }, claims });
  const now = () => Math.floor(Date.now() / 1000);

  test.each<[string, Tamper]>([
    ['without a signature', headed({ alg: 'none' })],
    ['signed with our secret', headed({ alg: 'HS256' })],
    ['signed in a way that was not agreed (PS256)', headed({ alg: 'PS256' })],
    ['signed in a way that was not agreed (RS384)', headed({ alg: 'RS384' })],
    ['signed by an unknown key', headed({ kid: 'another' })],
    ['that must be understood further (crit)', headed({ crit: ['b64'], b64: false })],
    ['of another issuer', claimed({ iss: 'https://issuer.attacker.example' })],
    ['of the issuer with a slash', (token) => claimed({ iss: `${judge.issuer}/` })(token)],
    ['without an issuer', claimed({ iss: undefined })],
    ['for another client', claimed({ aud: 'somebody-else' })],
    ['for us and another client, without azp', claimed({ aud: [directoryClient.clientId, 'x'] })],
    ['that another client asked for (azp)', claimed({ azp: 'somebody-else' })],
    ['for nobody', claimed({ aud: undefined })],
    ['that is over', claimed({ exp: now() - 60 })],
    ['that never ends', claimed({ exp: undefined })],
    ['from the future', claimed({ nbf: now() + 600 })],
    ['without a nonce', claimed({ nonce: undefined })],
    ['with the nonce of another trip', claimed({ nonce: 'n'.repeat(43) })],
    ['without a user ID', claimed({ sub: undefined })],
    ['with a number as user ID', claimed({ sub: 7 })],
    ['with a path as user ID', claimed({ sub: '../../etc' })],
    ['signed by a key of somebody else', (token) => putTogether(token, newDirectoryKeys())],
    ['that is no token', () => 'not.a.token'],
  ])('%s', async (_what, tamper) => {
    judge.tamper = tamper;
    expect(await travel(residentsOf())).toEqual(wrong);
  });

  test('that says a thing twice', async () => {
    judge.tamper = (token) => {
      const [header, claims, signature] = putTogether(token, newDirectoryKeys()).split('.');
      const text = Buffer.from(claims ?? '', 'base64url').toString();
      const twice = Buffer.from(`{"sub":"victim",${text.slice(1)}`).toString('base64url');
      return `${header}.${twice}.${signature}`;
    };
    expect(await travel(residentsOf())).toEqual(wrong);
  });
});

describe('discovery is not believed when it', () => {
  const pretends: [string, object][] = [
    ['names another issuer', { issuer: 'https://issuer.attacker.example' }],
    ['leads browsers to another host', { authorization_endpoint: 'https://attacker.example/auth' }],
    ['has a token endpoint without TLS', { token_endpoint: 'http://attacker.example/token' }],
    ['has keys that are no web address', { jwks_uri: 'file:///etc/passwd' }],
    ['has a user in an address', { token_endpoint: 'https://localhost@attacker.example/token' }],
    ['has no keys', { jwks_uri: undefined }],
    ['has a list for an address', { token_endpoint: ['https://attacker.example/token'] }],
  ];

  test.each(pretends)('%s', async (_what, change) => {
    judge.pretend = (metadata) => ({ ...metadata, ...change });
    expect(await travel(residentsOf())).toBeNull();
  });

  test('has the issuer with a slash more', async () => {
    judge.pretend = (metadata) => ({ ...metadata, issuer: `${judge.issuer}/` });
    expect(await travel(residentsOf())).toBeNull();
  });
});

test('nobody is asked before somebody wants to go there, and each thing once an hour', async () => {
  const asked: string[] = [];
  judge.downAt = { test: (path: string) => void asked.push(path) } as unknown as RegExp;
  const providers = residentsOf();
  expect(asked).toEqual([]);
  await Promise.all([travel(providers), travel(providers)]);
  await travel(providers);
  const count = (path: string) => asked.filter((one) => one.startsWith(path)).length;
  expect([count('/.well-known/'), count('/jwks')]).toEqual([1, expect.any(Number)]);
  expect(count('/jwks')).toBeLessThanOrEqual(2);
});

test('an unknown key has the keys asked for once, however often it comes', async () => {
  const asked: string[] = [];
  const providers = residentsOf();
  await travel(providers);
  judge.downAt = { test: (path: string) => void asked.push(path) } as unknown as RegExp;
  judge.tamper = ({ header, claims }) => ({ header: { ...header, kid: 'unknown' }, claims });
  for (let time = 0; time < 5; time += 1) expect(await travel(providers)).toEqual(wrong);
  expect(asked.filter((path) => path.startsWith('/jwks')).length).toBeLessThanOrEqual(1);
});

test('one that is down is unavailable, and begins no trip', async () => {
  judge.downAt = /^/;
  expect(await travel(residentsOf())).toBeNull();
  expect(await residentsOf().tryOut('city')).toBe('unavailable');
});
