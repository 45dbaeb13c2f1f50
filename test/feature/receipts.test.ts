import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { TokenVerifier } from '../../src/keys/token-verifier.ts';
import { ApiCaller } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const subject = '104000999888777';

let service: TestService;
let parks: CityService;
let resident: Resident;
let path: string;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service, {
    postLogoutRedirectUris: ['http://127.0.0.1:9/bye'],
  });
  service.simulator.addPerson({
    id: 'receipt-ana',
    name: 'Anaïs Receipt',
    subjects: { google: subject, facebook: subject },
  });
  resident = new Resident(service);
  const linked = await resident.link('google', { person: 'receipt-ana' });
  path = /href="(\/account\/links\/[^"]+\/receipt)"/.exec(linked.text)?.[1] ?? '';
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const download = async (): Promise<string> => (await resident.open(`${path}.jwt`)).text;
const publishedKeys = () => createRemoteJWKSet(new URL('/.well-known/jwks.json', service.url));

describe('the receipt of a link', () => {
  test('is reached from the page that says "linked" and from the account, with the session alone', async () => {
    expect(path).not.toBe('');
    expect((await resident.open('/account')).text).toContain(`href="${path}"`);
    const page = await resident.open(path);
    expect(page.status).toBe(200);
    for (const said of ['Name saved', 'Until you remove the link', 'policies.google.com'])
      expect(page.text).toContain(said);
    expect(page.text).not.toContain(subject);
  });

  test('is signed: an independent library verifies it with the published keys', async () => {
    const { headers, text } = await resident.open(`${path}.jwt`);
    expect(headers['content-type']).toBe('application/jwt');
    expect(headers['content-disposition']).toBe('attachment; filename="link-receipt.jwt"');
    const currentDate = new Date();
    const { payload, protectedHeader } = await jwtVerify(text, publishedKeys(), {
      issuer: service.url,
      typ: 'link-receipt+jwt',
      algorithms: ['ES256'],
      currentDate,
    });
    expect(protectedHeader.typ).toBe('link-receipt+jwt');
    expect(payload).toEqual({
      iss: service.url,
      iat: expect.any(Number),
      jti: expect.any(String),
      link_id: path.split('/')[3],
      provider: 'google',
      namespace: expect.stringContaining('http'),
      linked_at: expect.any(Number),
      kept: ['user_id', 'name', 'dates', 'policy_version'],
      name_kept: true,
      why: 'So that you can sign in to city services.',
      policy_version: '1',
      policy_url: `${service.url}/privacy/1`,
      kept_until: 'Until you remove the link',
      provider_policy_url: 'https://policies.google.com/privacy',
    });
    for (const personal of [subject, 'Anaïs'])
      expect(JSON.stringify(payload)).not.toContain(personal);
  });

  test('speaks the language of the page, and says when no name is kept', async () => {
    const other = new Resident(service);
    await other.travel('facebook', { person: 'receipt-ana' });
    await other.open(other.page.url.pathname.replace('/new/', '/review/'));
    const linked = await other.confirm({ save_name: 'no' });
    const own = /href="(\/account\/links\/[^"]+\/receipt)"/.exec(linked.text)?.[1] ?? '';
    const { text } = await other.open(`/es${own}.jwt`);
    const { payload } = await jwtVerify(text, publishedKeys());
    expect(payload).toMatchObject({
      kept: ['user_id', 'dates', 'policy_version'],
      name_kept: false,
      kept_until: 'Hasta que quite el vínculo',
      policy_url: `${service.url}/es/privacy/1`,
    });
    expect((await other.open(own)).text).toContain('Name not saved');
  });

  test('of another resident, or of no link, looks like none at all', async () => {
    const stranger = new Resident(service);
    await stranger.link('google', { person: 'jose' });
    const nowhere = path.replace(/links\/.{8}/, 'links/00000000');
    for (const one of [path, `${path}.jwt`, nowhere, '/account/links/x/receipt'])
      expect((await stranger.open(one)).status).toBe(404);
    expect((await new Resident(service).open(`${path}.jwt`)).url.pathname).toBe('/');
  });
});

describe('a receipt is no token', () => {
  test('introspection, userinfo and the API refuse it', async () => {
    const receipt = await download();
    expect((await parks.introspect(receipt)).json).toEqual({ active: false });
    expect((await parks.userinfo(receipt)).status).toBe(401);
    const staff = await ApiCaller.open(service);
    const authorization = `Bearer ${receipt}`;
    expect((await staff.get('/api/admin/apps')).status).toBe(200);
    expect((await staff.get('/api/admin/apps', { headers: { authorization } })).status).toBe(401);
    expect((await parks.refresh(receipt)).json).toEqual(
      expect.objectContaining({ error: 'invalid_grant' }),
    );
    staff.app.close();
  });

  test('it is no hint of who is signed in, neither to authorize nor to sign out', async () => {
    const receipt = await download();
    const asked = await resident.open(
      parks.authorizeUrl({ id_token_hint: receipt, prompt: 'none', scope: 'openid' }),
    );
    expect(asked.url.searchParams.get('error')).toBe('invalid_request');
    const fields = new URLSearchParams({
      id_token_hint: receipt,
      post_logout_redirect_uri: 'http://127.0.0.1:9/bye',
    });
    const out = await resident.open(`/oauth/logout?${fields}`);
    expect(out.text).toContain('Do you want to sign out?');
    expect((await resident.open('/account')).status).toBe(200);
  });

  test('nor would our own verifier take it for any kind of token there is', async () => {
    const receipt = await download();
    const verifier = service.running.app.get(TokenVerifier);
    for (const types of [['at+jwt'], ['JWT'], ['logout+jwt'], ['link-receipt+jwt']])
      expect((await verifier.verify(receipt, { types })).kind).toBe('refused');
  });
});
