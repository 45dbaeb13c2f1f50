import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { AppChanges } from '../../src/apps/app-changes.ts';
import { Apps } from '../../src/apps/apps.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import type { Page } from '../support/browser.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const goodbye = 'https://parks.example.gov/goodbye';
const withQuery = 'https://parks.example.gov/goodbye?from=city';

let service: TestService;
let parks: CityService;

beforeAll(async () => {
  service = await startTestService();
  const postLogoutRedirectUris = [goodbye, withQuery];
  parks = await CityService.register(service, { postLogoutRedirectUris });
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

type Fields = Record<string, string | undefined>;

function query(fields: Fields): string {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => !!pair[1]);
  return new URLSearchParams(given).toString();
}

interface Known {
  resident: Resident;
  person: string;
  /** The ID token by which the app means the resident. */
  hint: string;
}

/** Somebody who is signed in and has let the app in. */
async function signedIn(): Promise<Known> {
  const resident = new Resident(service);
  const person = newPerson(service);
  await resident.link('google', { person });
  return { resident, person, hint: (await parks.connect(resident)).idToken };
}

const logout = (resident: Resident, fields: Fields): Promise<Page> =>
  resident.browser.open(`${service.url}/oauth/logout?${query(fields)}`, { follow: false });

/** As a form on the app's own page: from another site, so that the browser leaves our cookies at home. */
const post = (fields: Fields): Promise<Page> =>
  new Resident(service).browser.open(`${service.url}/oauth/logout`, {
    method: 'POST',
    body: query(fields),
    follow: false,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'cross-site',
      origin: 'https://parks.example.gov',
    },
  });

/** What the browser does with the answer to that form: a GET, with the cookies of the resident. */
const goOn = (resident: Resident, { headers }: Page): Promise<Page> =>
  resident.browser.open(service.url + String(headers.location), { follow: false });

async function isSignedIn(resident: Resident): Promise<boolean> {
  const page = await resident.open(parks.authorizeUrl({ prompt: 'none', scope: 'openid' }));
  const error = page.url.searchParams.get('error');
  if (error !== null && error !== 'login_required') throw new Error(error);
  return error === null;
}

const waiting = () => service.database.query<object>('select * from civic.logout_request');

/** The page that asks, and no word of anywhere else. */
const question = { status: 200, location: undefined, asks: true };
/** Our own page, to whoever has no session that could end. */
const toldOnly = { status: 303, location: '/signed-out', asks: false };
const seen = ({ status, headers, text }: Page): object => ({
  status,
  location: headers.location,
  asks: text.includes('Do you want to sign out?'),
});

describe('with a hint of ours and a registered address', () => {
  test('LO-01 GET ends the session and goes back with state', async () => {
    const { resident, hint } = await signedIn();
    const state = `ü+&=%20 ${'x'.repeat(128)}`;
    const wish = {
      post_logout_redirect_uri: goodbye,
      client_id: parks.id,
      logout_hint: 'x',
      state,
    };
    const back = await logout(resident, { id_token_hint: hint, ...wish });
    expect(back.status).toBe(303);
    const address = new URL(String(back.headers.location));
    expect(address.href.split('?')[0]).toBe(goodbye);
    expect([...address.searchParams]).toEqual([['state', state]]);
    expect(await isSignedIn(resident)).toBe(false);
  });

  test('LO-01 POST does, although the form comes without our cookies', async () => {
    const { resident, hint } = await signedIn();
    const wish = { post_logout_redirect_uri: withQuery, state: 's', ui_locales: 'es' };
    const first = await post({ id_token_hint: hint, ...wish });
    expect([first.status, first.headers['set-cookie']]).toEqual([303, undefined]);
    expect(await isSignedIn(resident)).toBe(true);
    const back = await goOn(resident, first);
    expect(back.headers.location).toBe(`${withQuery}&state=s`);
    expect(await isSignedIn(resident)).toBe(false);
  });

  test('LO-01 a hint that has expired still says who was meant', async () => {
    const { resident, person, hint } = await signedIn();
    await service.travel(3600);
    await resident.travel('google', { person });
    const back = await logout(resident, { id_token_hint: hint, post_logout_redirect_uri: goodbye });
    expect(back.headers.location).toBe(goodbye);
    expect(await isSignedIn(resident)).toBe(false);
  });

  test('LO-01 who is signed out already goes back too, and the ledger counts once', async () => {
    const evidence = new Evidence(service);
    const { resident, hint } = await signedIn();
    const before = (await evidence.ledger('resident.signed-out')).length;
    for (const _ of ['once', 'twice']) {
      const fields = { id_token_hint: hint, post_logout_redirect_uri: goodbye };
      expect((await logout(resident, fields)).headers.location).toBe(goodbye);
    }
    expect(await evidence.ledger('resident.signed-out')).toHaveLength(before + 1);
  });
});

describe('what was posted', () => {
  test('is kept without the token, for ten minutes and for one answer', async () => {
    const { resident, hint } = await signedIn();
    const first = await post({
      id_token_hint: hint,
      post_logout_redirect_uri: goodbye,
      state: 's',
    });
    const [row, ...others] = await waiting();
    expect(others).toEqual([]);
    const { sub } = claimsOf(hint);
    expect(row).toMatchObject({
      app_id: parks.id,
      subject: sub,
      redirect_uri: goodbye,
      state: 's',
    });
    expect(JSON.stringify(row)).not.toContain(hint.split('.')[2]);
    await service.travel(601);
    expect(seen(await goOn(resident, first))).toEqual(question);
    await service.running.app.get(Housekeeping).runAll();
    expect(await waiting()).toEqual([]);
  });

  test('LO-02 leads nowhere once the address has been taken away from the app', async () => {
    const app = await CityService.register(service, { postLogoutRedirectUris: [goodbye] });
    const { resident } = await signedIn();
    const { idToken } = await app.connect(resident);
    const first = await post({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
    const change = { id: app.id, changes: { postLogoutRedirectUris: [withQuery] } };
    await service.running.app.get(AppChanges).change(change, { kind: 'system' });
    expect(seen(await goOn(resident, first))).toEqual(question);
    app.close();
  });

  test('leads nowhere the second time', async () => {
    const { resident, hint } = await signedIn();
    const first = await post({ id_token_hint: hint, post_logout_redirect_uri: goodbye });
    expect((await goOn(resident, first)).headers.location).toBe(goodbye);
    expect(seen(await goOn(resident, first))).toEqual(toldOnly);
  });

  test('leaves nothing behind when it proves nothing', async () => {
    const first = await post({ post_logout_redirect_uri: goodbye, ui_locales: 'es' });
    expect(first.headers.location).toBe('/es/oauth/logout');
    expect(await waiting()).toEqual([]);
  });
});

describe('anything else is a question, and its answer leads nowhere', () => {
  const stolen = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  const wrong: [string, (hint: string) => Fields][] = [
    ['an unregistered address', () => ({ post_logout_redirect_uri: 'https://evil.example/' })],
    ['an address with a query added', () => ({ post_logout_redirect_uri: `${goodbye}?foo=bar` })],
    ['no hint', () => ({ id_token_hint: undefined, client_id: parks.id })],
    [
      'a hint changed to the algorithm none',
      (hint) => ({
        id_token_hint: `${part({ ...headerOf(hint), alg: 'none' })}.${hint.split('.')[1]}.`,
      }),
    ],
    [
      'a hint signed by another key',
      (hint) => ({
        id_token_hint: jwt.sign(claimsOf(hint), stolen, {
          algorithm: 'RS256',
          header: headerOf(hint),
        }),
      }),
    ],
    ['a hint cut short', (hint) => ({ id_token_hint: hint.slice(0, -2) })],
    ['the id of another app', () => ({ client_id: 'somebody-else' })],
    ['a hint that is no token', () => ({ id_token_hint: 'x' })],
    ['a state no database can keep', () => ({ state: 'a\0b' })],
  ];

  test.each(wrong)('LO-02 %s', async (_, change) => {
    const { resident, hint } = await signedIn();
    const fields = { id_token_hint: hint, post_logout_redirect_uri: goodbye, state: 's' };
    const page = await logout(resident, { ...fields, ...change(hint) });
    expect(seen(page)).toEqual(question);
    expect(page.text).not.toMatch(/parks\.example|evil\.example/);
    expect(page.text).not.toContain(hint.slice(0, 40));
    const posted = await post({ ...fields, ...change(hint) });
    expect(posted.headers.location).toBe('/oauth/logout');
    expect(await isSignedIn(resident)).toBe(true);
    await logout(resident, { ...fields, ...change(hint) });
    const end = await resident.browser.submit('/sign-out');
    expect(end.url.pathname).toBe('/signed-out');
    expect(await isSignedIn(resident)).toBe(false);
  });

  test('LO-02 an access token is no hint', async () => {
    const { resident } = await signedIn();
    const { accessToken } = await parks.connect(resident);
    expect(
      seen(
        await logout(resident, { id_token_hint: accessToken, post_logout_redirect_uri: goodbye }),
      ),
    ).toEqual(question);
  });

  test('LO-02 nor is the hint of an app that has been switched off', async () => {
    const off = await CityService.register(service, { postLogoutRedirectUris: [goodbye] });
    const { resident } = await signedIn();
    const { idToken } = await off.connect(resident);
    await service.running.app.get(Apps).disable(off.id);
    expect(
      seen(await logout(resident, { id_token_hint: idToken, post_logout_redirect_uri: goodbye })),
    ).toEqual(question);
    off.close();
  });

  test('LO-02 a hint for somebody else signs nobody out', async () => {
    const [{ hint }, { resident }] = [await signedIn(), await signedIn()];
    const fields = { id_token_hint: hint, post_logout_redirect_uri: goodbye };
    expect(seen(await logout(resident, fields))).toEqual(question);
    expect(seen(await goOn(resident, await post(fields)))).toEqual(question);
    expect(await isSignedIn(resident)).toBe(true);
  });
});

describe('without an address to go back to', () => {
  test.each<[string, Fields]>([
    ['no parameters', {}],
    ['only state', { state: 's' }],
  ])('LO-03 %s: a question, then our own page', async (_, fields) => {
    const { resident } = await signedIn();
    expect(seen(await logout(resident, fields))).toEqual(question);
    const end = await resident.browser.submit('/sign-out');
    expect([end.status, end.url.pathname]).toEqual([200, '/signed-out']);
    expect(await isSignedIn(resident)).toBe(false);
  });

  test.each(['en', 'es'])(
    'LO-03 a hint alone ends the session, in the language %s',
    async (language) => {
      const { resident, hint } = await signedIn();
      const end = await logout(resident, { id_token_hint: hint, state: 's', ui_locales: language });
      const path = language === 'es' ? '/es/signed-out' : '/signed-out';
      expect(end.headers.location).toBe(`${path}?provider=google`);
      expect(await isSignedIn(resident)).toBe(false);
    },
  );
});

describe('a link alone', () => {
  test('LO-04 signs nobody out until the form on our own page does', async () => {
    const { resident } = await signedIn();
    await logout(resident, { client_id: parks.id, post_logout_redirect_uri: goodbye });
    expect(await isSignedIn(resident)).toBe(true);
    expect(seen(await logout(resident, {}))).toEqual(question);
    const forged = await resident.browser.submit('/sign-out', { _csrf: 'x' }, { follow: false });
    expect(forged.status).toBe(403);
    expect(await isSignedIn(resident)).toBe(true);
  });

  test('LO-04 tells whoever is not signed in that they are not, and takes them nowhere', async () => {
    const nobody = new Resident(service);
    const wish = { client_id: parks.id, post_logout_redirect_uri: goodbye };
    expect(seen(await logout(nobody, wish))).toEqual(toldOnly);
    expect(seen(await logout(nobody, {}))).toEqual(toldOnly);
  });

  test('LO-04 is asked about in the language of the app, and of the page', async () => {
    const { resident } = await signedIn();
    const page = await logout(resident, { ui_locales: 'es-MX' });
    expect(page.text).toContain('<html lang="es">');
    expect(page.text).toContain('href="/oauth/logout"');
  });
});
