import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { generateKeyPair, SignJWT } from 'jose';
import type { Page } from '../support/browser.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
/** Its server is where a logout leads. */
let parks: CityService;
let app: CityService;
let party: RelyingParty;
let goodbye: string;
let ana: Resident;
let idToken: string;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  goodbye = parks.callback.replace('/callback', '/goodbye');
  app = await CityService.register(service, { postLogoutRedirectUris: [goodbye] });
  party = await RelyingParty.discover(app);
});
afterAll(async () => {
  parks.close();
  app.close();
  await service.stop();
});
beforeEach(async () => {
  ana = new Resident(service);
  await ana.link('google', { person: newPerson(service) });
  ({ idToken } = await party.signIn(ana));
});

/** The browser, sent to the end session endpoint. */
function logOut(parameters: Record<string, string>): Promise<Page> {
  const url = new URL(String(party.metadata.end_session_endpoint));
  url.search = new URLSearchParams(parameters).toString();
  return ana.open(url.href);
}

/** How a request without any page ends, which tells whether the resident is still signed in. */
async function silently(): Promise<string | null> {
  const { url } = await ana.open(app.authorizeUrl({ prompt: 'none' }));
  return url.searchParams.get('error');
}

/** The page asks first, nobody is led away, and a yes signs out. */
const onlyAsked = { leaves: false, status: 200, before: null, after: 'login_required' };

/** What a page is, and what the resident is before and after the yes on it. */
async function outcomeOf(page: Page): Promise<object> {
  const before = await silently();
  ana.browser.page = page;
  const after = await ana.browser.submit('/sign-out').then(silently);
  return { leaves: page.url.origin !== service.url, status: page.status, before, after };
}

const right = () => ({
  id_token_hint: idToken,
  post_logout_redirect_uri: goodbye,
  state: 'state-2',
});

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

test('oidcc-rp-initiated-logout-discovery-endpoint-verification', () => {
  expect(new URL(String(party.metadata.end_session_endpoint)).origin).toBe(service.url);
});

test('oidcc-rp-initiated-logout', async () => {
  const page = await logOut(right());
  expect(page.url.href).toBe(`${goodbye}?state=state-2`);
  expect(await silently()).toBe('login_required');
});

test('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', async () => {
  const bad = 'https://evil.example/goodbye';
  expect(await outcomeOf(await logOut({ ...right(), post_logout_redirect_uri: bad }))).toEqual(
    onlyAsked,
  );
});

test('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', async () => {
  const added = `${goodbye}?foo=bar`;
  expect(await outcomeOf(await logOut({ ...right(), post_logout_redirect_uri: added }))).toEqual(
    onlyAsked,
  );
});

test('oidcc-rp-initiated-logout-modified-id-token-hint', async () => {
  const [, claims] = idToken.split('.');
  const hint = `${encoded({ ...headerOf(idToken), alg: 'none' })}.${claims}.`;
  expect(await outcomeOf(await logOut({ ...right(), id_token_hint: hint }))).toEqual(onlyAsked);
});

test('oidcc-rp-initiated-logout-bad-id-token-hint', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const header = headerOf(idToken) as { alg: string };
  const hint = await new SignJWT(claimsOf(idToken)).setProtectedHeader(header).sign(privateKey);
  expect(await outcomeOf(await logOut({ ...right(), id_token_hint: hint }))).toEqual(onlyAsked);
});

test('oidcc-rp-initiated-logout-no-id-token-hint', async () => {
  expect(
    await outcomeOf(await logOut({ post_logout_redirect_uri: goodbye, state: 'state-2' })),
  ).toEqual(onlyAsked);
});

test('oidcc-rp-initiated-logout-no-params', async () => {
  expect(await outcomeOf(await logOut({}))).toEqual(onlyAsked);
});

test('oidcc-rp-initiated-logout-only-state', async () => {
  expect(await outcomeOf(await logOut({ state: 'state-2' }))).toEqual(onlyAsked);
});

test('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', async () => {
  const page = await logOut({ id_token_hint: idToken, state: 'state-2' });
  expect(page.url.origin).toBe(service.url);
  expect(page.status).toBe(200);
  expect(await silently()).toBe('login_required');
});

test('oidcc-rp-initiated-logout-no-state', async () => {
  const page = await logOut({ id_token_hint: idToken, post_logout_redirect_uri: goodbye });
  expect(page.url.href).toBe(goodbye);
  expect(await silently()).toBe('login_required');
});
