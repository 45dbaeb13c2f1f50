import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { problems } from '../../src/platform/http/problems.ts';
import { ApiCaller } from '../support/api.ts';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { sendRaw } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let staff: ApiCaller;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService({ API_PER_SECOND: '40' });
  staff = await ApiCaller.open(service);
  parks = await CityService.register(service);
});
afterAll(async () => {
  staff.app.close();
  parks.close();
  await service.stop();
});

const path = '/api/admin/apps';
const link = '/api/admin/links/6f1c1f0e-0000-4000-8000-000000000000/revoke';
const challenge = (answer: Answer): string => String(answer.headers['www-authenticate']);
const withToken = (token: string): Promise<Answer> =>
  staff.get(path, { headers: { authorization: `Bearer ${token}` } });
const withoutToken = (at: string, body?: string): Promise<Answer> =>
  parks.call(at, {
    method: body === undefined ? 'GET' : 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });

describe('RS-01 the token comes in one Bearer header', () => {
  test('RS-01 and nowhere else', async () => {
    expect((await staff.get(path)).status).toBe(200);
    expect((await withoutToken(`${path}?access_token=${staff.token}`)).status).toBe(401);
    const inBody = JSON.stringify({ reason: 'security', access_token: staff.token });
    expect((await withoutToken(link, inBody)).status).toBe(401);
  });

  test.each(['bearer', 'BEARER', 'BeArEr'])('RS-01 under the scheme "%s"', async (scheme) => {
    const headers = { authorization: `${scheme} ${staff.token}` };
    expect((await staff.get(path, { headers })).status).toBe(200);
  });

  test('RS-01 and once', async () => {
    const { host } = new URL(service.url);
    const header = `Authorization: Bearer ${staff.token}\r\n`;
    const ask = (headers: string): Promise<string> =>
      sendRaw(
        service,
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`,
      );
    expect(await ask(header)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await ask(header + header)).toMatch(/^HTTP\/1\.1 401 /);
  });
});

describe('RS-02 a refusal says what would help', () => {
  test('RS-02 no token: what is needed, and no error code', async () => {
    const answer = await withoutToken(path);
    expect(answer.status).toBe(401);
    expect(challenge(answer)).toMatch(/^Bearer realm="civic-link"/);
    expect(challenge(answer)).not.toContain('error');
  });

  test('RS-02 a bad token: invalid_token', async () => {
    const answer = await withToken('bad');
    expect(answer.status).toBe(401);
    expect(challenge(answer)).toContain('error="invalid_token"');
  });

  test('RS-02 a scope that is missing: which one', async () => {
    const narrow = await ApiCaller.open(service, ['admin:grants.read']);
    const answer = await narrow.get(path);
    narrow.app.close();
    expect(answer.status).toBe(403);
    expect(challenge(answer)).toMatch(/^Bearer .*error="insufficient_scope"/);
    expect(challenge(answer)).toContain('scope="admin:apps.read"');
  });
});

test('MD-19 every challenge names where the API describes itself', async () => {
  const metadata = `${service.url}/.well-known/oauth-protected-resource`;
  for (const answer of [await withoutToken(path), await withToken('bad')]) {
    expect(challenge(answer)).toContain(`resource_metadata="${metadata}"`);
  }
});

describe('RS-03 a token with one thing wrong is no token', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const resigned = (header: object, claims: object): string => {
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(text), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${text}.${signature.toString('base64url')}`;
  };

  test('RS-03 the signature', async () => {
    const { token } = staff;
    const [header, claims, signature = ''] = token.split('.');
    const first = signature.startsWith('A') ? 'B' : 'A';
    const broken = [header, claims, first + signature.slice(1)].join('.');
    const foreign = resigned(headerOf(token), claimsOf(token));
    for (const each of [broken, foreign]) {
      const answer = await withToken(each);
      expect([answer.status, challenge(answer)]).toEqual([
        401,
        expect.stringContaining('invalid_token'),
      ]);
    }
  });

  test.each<[what: string, typ: string, change: object]>([
    ['the type', 'JWT', {}],
    ['the issuer', 'at+jwt', { iss: 'https://elsewhere.example' }],
    ['the audience', 'at+jwt', { aud: 'urn:civic-link:app:parks' }],
    ['a claim that is missing', 'at+jwt', { jti: '' }],
  ])('RS-03 %s, although we signed it', async (_what, typ, change) => {
    const { iat, ...claims } = { ...claimsOf(staff.token), ...change };
    const signer = service.running.app.get(TokenSigner);
    const token = await signer.sign({
      claims: { ...claims, iat: Number(iat) },
      typ,
      algorithm: 'ES256',
    });
    const answer = await withToken(token);
    expect([answer.status, challenge(answer)]).toEqual([
      401,
      expect.stringContaining('invalid_token'),
    ]);
  });

  test('RS-03 the time', async () => {
    const old = await ApiCaller.open(service);
    await service.travel(301);
    const answer = await old.get(path);
    old.app.close();
    staff = await ApiCaller.open(service);
    expect([answer.status, challenge(answer)]).toEqual([
      401,
      expect.stringContaining('invalid_token'),
    ]);
  });
});

describe('RS-04 a token opens what it was made for', () => {
  test('RS-04 not one for another API, nor an ID token', async () => {
    const { accessToken, idToken } = await parks.connect(await linked('ana'));
    for (const token of [accessToken, idToken]) {
      const answer = await withToken(token);
      expect([answer.status, challenge(answer)]).toEqual([
        401,
        expect.stringContaining('invalid_token'),
      ]);
    }
  });

  test("RS-04 no resident sees or removes another's link by its id", async () => {
    const owner = await linked('jose');
    const stranger = await linked('li');
    const [theirs, own] = [await pageOf(owner), await pageOf(stranger)];
    expect((await owner.open(theirs)).status).toBe(200);
    expect((await stranger.open(theirs)).status).toBe(404);
    // A form of the stranger's own, right in everything but whose link it names.
    const form = await stranger.open(own);
    stranger.browser.page = { ...form, text: form.text.replaceAll(own, theirs) };
    expect((await stranger.browser.submit(theirs)).status).toBe(404);
    expect((await owner.open(theirs)).status).toBe(200);
  });

  /** Somebody with two links, so that either may be removed. */
  async function linked(person: string): Promise<Resident> {
    const resident = new Resident(service);
    await resident.link('google', { person });
    await resident.travel('facebook', { person });
    await resident.confirm();
    return resident;
  }

  /** Where a resident removes the first link. */
  async function pageOf(resident: Resident): Promise<string> {
    const { text } = await resident.open('/account');
    const [, page] = /"(\/account\/links\/[0-9a-f-]{36}\/remove)"/.exec(text) ?? [];
    if (page === undefined) throw new Error('There is no link to remove.');
    return page;
  }
});

describe('RS-05 errors are problem details', () => {
  test('RS-05 with an absolute type that has a description, and the status of the answer', async () => {
    const answers = [
      await withoutToken(path),
      await staff.get('/api/nothing-here'),
      await staff.post(link, { reason: 'because' }),
      await staff.post(link, { reason: 'security' }),
      await staff.post(link, {}, { body: '{"reason":' }),
    ];
    const page = await parks.call('/developers', { method: 'GET' });
    for (const { status, headers, json } of answers) {
      const [, code = ''] = String(json.type).split(`${service.url}/developers#`);
      expect(Object.keys(problems)).toContain(code);
      expect(page.text).toContain(`id="${code}"`);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(json).toMatchObject({ status, title: expect.any(String), help: expect.any(String) });
      expect(JSON.stringify(json)).not.toMatch(/select|\.ts|node_modules| at /i);
    }
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 422, 404, 400]);
  });

  test('RS-05 with what is wrong field by field, and nothing of what was sent', async () => {
    const wrong = await staff.post(link, { reason: 'private-text', 'another-secret': 1 });
    expect(wrong.json.errors).toEqual([
      { pointer: '#/reason', detail: 'is none of the values that are allowed' },
      { pointer: '#', detail: 'has a field that is not known' },
    ]);
    expect(wrong.text).not.toMatch(/private-text|another-secret/);
    expect((await staff.post(link, {})).json.errors).toEqual([
      { pointer: '#/reason', detail: 'is none of the values that are allowed' },
    ]);
    expect((await staff.post(link, null)).json.errors).toEqual([
      { pointer: '#', detail: 'is missing or of another type' },
    ]);
  });
});

describe('RS-06 nothing changes by accident', () => {
  test('RS-06 a session cookie opens nothing here, whatever the form', async () => {
    const resident = new Resident(service);
    const page = await resident.link('google', { person: 'no-name' });
    const id = page.url.pathname.split('/').at(-1) ?? '';
    const cookie = [...resident.browser.cookiesOf(service.url)]
      .map((pair) => pair.join('='))
      .join('; ');
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      const body = type === 'application/json' ? '{"reason":"security"}' : 'reason=security';
      const headers = { cookie, 'content-type': type, 'sec-fetch-site': 'cross-site' };
      const answer = await parks.call(`/api/admin/links/${id}/revoke`, { body, headers });
      expect([401, 415]).toContain(answer.status);
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = await staff.post(link, {}, { body: 'reason=security', headers: form });
    expect(sent.status).toBe(415);
    expect((await resident.open('/account')).status).toBe(200);
  });

  test('RS-06 what changes something cannot be asked with GET', async () => {
    const verbs = routesOf(service).filter(({ path: at }) => /^\/api\/.*revoke$/.test(at));
    expect(verbs.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect((await staff.get(link)).status).toBe(405);
  });
});

test('RS-07 too many requests of one app are answered 429, with how long to wait; others go on', async () => {
  const busy = await ApiCaller.open(service);
  const answers = await Promise.all(Array.from({ length: 120 }, () => busy.get(path)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(40);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.map(({ headers }) => headers['retry-after'])).toEqual(refused.map(() => '1'));
  expect(refused[0]?.json).toMatchObject({ code: 'rate-limited', status: 429 });
  busy.app.close();
  expect((await staff.get(path)).status).toBe(200);
});
