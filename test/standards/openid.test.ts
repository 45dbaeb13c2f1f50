import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import type { Page } from '../support/browser.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

type Changes = Record<string, string | null>;

let service: TestService;
let parks: CityService;
let person: string;
let ana: Resident;
let hint: string;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  person = newPerson(service);
  ana = new Resident(service);
  await ana.link('google', { person });
  hint = (await parks.connect(ana)).idToken;
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const visit = (changes: Changes, resident = ana): Promise<Page> =>
  resident.open(parks.authorizeUrl(changes));
const codeIn = ({ url }: Page): string => url.searchParams.get('code') ?? '';
const errorIn = ({ url }: Page): string | null => url.searchParams.get('error');

/** Signs in on the page the browser was sent to, and goes on. */
const signInAs = (who: string, resident = ana): Promise<Page> =>
  resident.travel('google', { person: who }, resident.page.url.search);

/** Somebody else who is signed in and has let the app in. */
async function somebodyElse(): Promise<{ resident: Resident; person: string; hint: string }> {
  const resident = new Resident(service);
  const other = newPerson(service);
  await resident.link('google', { person: other });
  return { resident, person: other, hint: (await parks.connect(resident)).idToken };
}

describe('prompt', () => {
  test('ID-04 none never shows a page', async () => {
    expect(errorIn(await visit({ prompt: 'none' }, new Resident(service)))).toBe('login_required');
    const app = await CityService.register(service);
    const silent = app.authorizeUrl({ prompt: 'none' });
    expect(errorIn(await ana.open(silent))).toBe('consent_required');
    await app.codeFrom(ana);
    expect(codeIn(await ana.open(silent))).not.toBe('');
    app.close();
  });

  test.each(['none login', 'none consent', 'select_account none', 'none other'])(
    'ID-04 %s contradicts itself',
    async (prompt) => {
      expect(errorIn(await visit({ prompt }))).toBe('invalid_request');
      expect(errorIn(await visit({ prompt }, new Resident(service)))).toBe('invalid_request');
    },
  );

  test('ID-04 none with an old sign-in is an error, too', async () => {
    await service.travel(2);
    expect(errorIn(await visit({ prompt: 'none', max_age: '1' }))).toBe('login_required');
  });

  test.each(['login', 'select_account'])(
    'ID-05 %s asks for a new sign-in and is content with it',
    async (prompt) => {
      expect((await visit({ prompt })).url.pathname).toBe('/');
      expect(codeIn(await signInAs(person))).not.toBe('');
    },
  );

  test('ID-05 login and consent ask for both', async () => {
    expect((await visit({ prompt: 'login consent' })).url.pathname).toBe('/');
    expect((await signInAs(person)).url.pathname).toMatch(/^\/connect\//);
  });

  test('ID-05 consent asks for consent again', async () => {
    expect((await visit({ prompt: 'consent' })).url.pathname).toMatch(/^\/connect\//);
    expect(codeIn(await parks.allow(ana))).not.toBe('');
  });

  test('ID-05 words nobody knows are ignored', async () => {
    expect(codeIn(await visit({ prompt: 'create' }))).not.toBe('');
  });
});

describe('max_age', () => {
  test('ID-06 asks for a new sign-in when the last is too old, and says when it was', async () => {
    const before = claimsOf((await parks.connect(ana)).idToken);
    await service.travel(2);
    expect((await visit({ max_age: '1' })).url.pathname).toBe('/');
    const answer = await parks.redeem(codeIn(await signInAs(person)));
    const { auth_time: signedInAt, iat } = claimsOf(String(answer.json.id_token));
    expect(Number(signedInAt)).toBeGreaterThanOrEqual(Number(before.auth_time) + 2);
    expect(Number(iat) - Number(signedInAt)).toBeLessThanOrEqual(2);
    const next = await parks.redeem(codeIn(await visit({ max_age: '1000' })));
    expect(claimsOf(String(next.json.id_token)).auth_time).toBe(signedInAt);
  });

  test.each(['-1', '1.5', 'x', '1e3', '12345678901'])(
    'ID-06 %s is no number of seconds',
    async (text) => {
      expect(errorIn(await visit({ max_age: text }))).toBe('invalid_request');
    },
  );
});

describe('parameters that change nothing', () => {
  const canary = 'CANARY-5b1c';
  const ignored: Changes = {
    display: 'popup',
    acr_values: canary,
    login_hint: `${canary}@example.com`,
    claims_locales: 'de',
    claims: JSON.stringify({ id_token: { acr: { essential: true, values: [canary] } } }),
    wish: canary,
  };

  test('ID-07 do not get in the way', async () => {
    expect(codeIn(await visit({ ...ignored, ui_locales: 'fr de' }))).not.toBe('');
  });

  test('ID-07 are kept nowhere', async () => {
    await visit(ignored, new Resident(service));
    const rows = await service.database.query('select * from civic.authorization_request');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(canary);
    expect(service.log()).not.toContain(canary);
  });

  test('ID-07 ui_locales does choose the language of the pages', async () => {
    const page = await visit({ ui_locales: 'fr es-MX en' }, new Resident(service));
    expect(page.url.pathname).toBe('/es');
  });

  test.each([
    ['google', '/link/google'],
    ['facebook', '/link/facebook'],
    ['myspace', '/'],
    ['../account', '/'],
  ])('ID-07 provider=%s leads to %s', async (provider, path) => {
    const page = await visit({ provider }, new Resident(service));
    expect(page.url.pathname).toBe(path);
    expect(page.url.search).toMatch(/^\?r=[0-9a-f-]{36}$/);
    expect(codeIn(await visit({ provider }))).not.toBe('');
  });

  test('ID-07 provider saves the choice of an account, and the app gets its answer', async () => {
    const resident = new Resident(service);
    await visit({ provider: 'google' }, resident);
    await resident.browser.submit('/link/google');
    expect(codeIn(await resident.browser.open(await resident.decide({ person })))).not.toBe('');
  });
});

describe('id_token_hint', () => {
  const mine = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('ID-08 of the resident who is signed in changes nothing, even when it has expired', async () => {
    expect(codeIn(await visit({ id_token_hint: hint, prompt: 'none' }))).not.toBe('');
    await service.travel(3600);
    await ana.travel('google', { person });
    expect(codeIn(await visit({ id_token_hint: hint, prompt: 'none' }))).not.toBe('');
  });

  test('ID-08 of somebody else is login_required where no page is wanted', async () => {
    const other = await somebodyElse();
    const page = await visit({ id_token_hint: other.hint, prompt: 'none' });
    expect(errorIn(page)).toBe('login_required');
    expect(
      errorIn(await visit({ id_token_hint: other.hint, prompt: 'none' }, new Resident(service))),
    ).toBe('login_required');
  });

  test('ID-08 of somebody else lets them sign in', async () => {
    const { resident, person: other } = await somebodyElse();
    const page = await visit({ id_token_hint: hint }, resident);
    expect(page.url.pathname).toBe('/');
    const back = await signInAs(person, resident);
    const { json } = await parks.redeem(codeIn(back));
    expect(claimsOf(String(json.id_token)).sub).toBe(claimsOf(hint).sub);
    expect(other).not.toBe(person);
  });

  test('ID-08 gets nobody else, even if that is who signs in', async () => {
    const { resident, person: other } = await somebodyElse();
    await visit({ id_token_hint: hint }, resident);
    expect(errorIn(await signInAs(other, resident))).toBe('login_required');
  });

  test.each<[string, () => Promise<string> | string]>([
    ['unsigned', () => `${part({ ...headerOf(hint), alg: 'none' })}.${hint.split('.')[1]}.`],
    [
      'signed by somebody else',
      () =>
        jwt.sign(claimsOf(hint), mine, {
          algorithm: 'RS256',
          header: headerOf(hint),
        }),
    ],
    ['an access token', async () => (await parks.connect(ana)).accessToken],
    ['no token', () => 'x'],
    [
      'of another app',
      async () => {
        const other = await CityService.register(service);
        const { idToken } = await other.connect(ana);
        other.close();
        return idToken;
      },
    ],
  ])('ID-08 that is %s is refused', async (_, make) => {
    const id_token_hint = await make();
    for (const prompt of [null, 'none']) {
      expect(errorIn(await visit({ id_token_hint, prompt }))).toBe('invalid_request');
    }
  });
});

describe('what is not offered is refused by its name', () => {
  test.each([
    ['request', 'eyJ', 'request_not_supported'],
    ['request_uri', 'https://a.example', 'request_uri_not_supported'],
    ['registration', '{}', 'registration_not_supported'],
  ])('ID-10 %s', async (name, value, error) => {
    expect(errorIn(await visit({ [name]: value }))).toBe(error);
  });

  test('ID-10 and metadata says so', async () => {
    const { json } = await parks.call('/.well-known/openid-configuration', { method: 'GET' });
    expect(json).toMatchObject({
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
      claims_parameter_supported: false,
    });
  });

  test.each([
    ['response_type', 'code id_token', 'unsupported_response_type'],
    ['response_type', 'id_token token', 'unsupported_response_type'],
    ['response_mode', 'fragment', 'invalid_request'],
    ['response_mode', 'form_post', 'invalid_request'],
    ['response_mode', 'query', null],
  ])('ID-14 %s=%s', async (name, value, error) => {
    expect(errorIn(await visit({ [name]: value }))).toBe(error);
  });
});
