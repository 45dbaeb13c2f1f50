import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Links } from '../../src/links/links.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { ClientKeys } from '../support/client-keys.ts';
import { basic } from '../support/client-proof.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let library: CityService;
let ana: Resident;
let connection: Connection;

const inactive = '{"active":false}';

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  library = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google');
  connection = await parks.connect(ana);
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

describe('a question', () => {
  test('IN-01 is a posted form and is answered in JSON that nobody stores', async () => {
    const answer = await parks.introspect(connection.accessToken);
    expect(answer.status).toBe(200);
    expect(answer.json.active).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/json/),
      'cache-control': 'no-store',
      pragma: 'no-cache',
    });
    expect((await parks.post('/oauth/introspect', {})).json.error).toBe('invalid_request');
    const get = await parks.call('/oauth/introspect', { method: 'GET' });
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  });

  test.each([
    ['nobody', {}],
    ['a wrong secret', { authorization: basic('parks', 'wrong') }],
    ['a Bearer token', { authorization: 'Bearer x' }],
  ])('IN-02 of %s gets 401 and no answer about the token', async (_, headers) => {
    const body = new URLSearchParams({ token: connection.accessToken }).toString();
    const answer = await parks.call('/oauth/introspect', { body, headers });
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
    expect(answer.text).not.toContain('active');
  });

  test('IN-02 may not be asked by a public app, not even of its own token', async () => {
    const kiosk = await CityService.register(service, { kind: 'public' });
    const { accessToken } = await kiosk.connect(ana);
    const answer = await kiosk.introspect(accessToken);
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
    kiosk.close();
  });

  test.each(['access_token', 'refresh_token', 'unknown'])(
    'IN-06 has the same answer with the hint %s',
    async (hint) => {
      const of = (token: string) =>
        parks.post('/oauth/introspect', { token, token_type_hint: hint });
      const { accessToken, refreshToken } = connection;
      expect((await of(accessToken)).text).toBe((await parks.introspect(accessToken)).text);
      expect((await of(refreshToken)).text).toBe((await parks.introspect(refreshToken)).text);
      expect((await of('nonsense')).text).toBe(inactive);
    },
  );
});

describe('an active answer', () => {
  test('IN-07 repeats the claims of the token, with the same types', async () => {
    const { json } = await parks.introspect(connection.accessToken);
    expect(json).toEqual({
      active: true,
      token_type: 'Bearer',
      ...claimsOf(connection.accessToken),
      linked_accounts: [
        { provider: 'google', name: expect.any(String), linked_at: expect.any(Number) },
      ],
    });
    expect(json).toMatchObject({ exp: expect.any(Number), iat: expect.any(Number) });
  });

  test('IN-11 names no account without the scope, and no user ID at all', async () => {
    const { accessToken } = await parks.connect(ana, { scope: 'openid' });
    expect((await parks.introspect(accessToken)).json).not.toHaveProperty('linked_accounts');
    const { text } = await parks.introspect(connection.accessToken);
    expect(text).not.toContain('user_id');
  });

  test('IN-11 tells user IDs with the scope that needs an approval', async () => {
    const records = await CityService.register(service, {
      scopes: ['openid', 'linked_account_ids'],
      scopesApproved: true,
    });
    const { accessToken } = await records.connect(ana, { scope: 'openid linked_account_ids' });
    const { json } = await records.introspect(accessToken);
    expect(json.linked_accounts).toEqual([
      { provider: 'google', user_id: expect.any(String), linked_at: expect.any(Number) },
    ]);
    records.close();
  });

  test('IN-11 knows a resident by another sub in every app', async () => {
    const other = await library.connect(ana);
    const { sub } = (await parks.introspect(connection.accessToken)).json;
    expect((await library.introspect(other.accessToken)).json.sub).not.toBe(sub);
    expect(sub).toBe(claimsOf(connection.accessToken).sub);
  });

  test('IN-05 is for the audience of the token and for the client that holds it', async () => {
    const mobile = await CityService.register(service, {
      resource: `urn:civic-link:app:${parks.id}`,
    });
    const { accessToken } = await mobile.connect(ana);
    expect((await parks.introspect(accessToken)).json.active).toBe(true);
    expect((await mobile.introspect(accessToken)).json.active).toBe(true);
    expect((await library.introspect(accessToken)).text).toBe(inactive);
    expect((await parks.introspect(accessToken)).json).not.toHaveProperty('linked_accounts');
    mobile.close();
  });
});

describe('everything else is inactive in the same words', () => {
  test.each<[string, Record<string, unknown>]>([
    ['whose time is over', { exp: 1 }],
    ['whose time has not come', { nbf: 9_999_999_999 }],
    ['from the future', { iat: 9_999_999_999 }],
    ['of another issuer', { iss: 'https://other.example' }],
    ['without a jti', { jti: undefined }],
    ['without an exp', { exp: undefined }],
    ['of a grant that is not there', { sid: '00000000-0000-4000-8000-000000000000' }],
    ['for another API, of another client', { aud: 'urn:x:other', client_id: 'other' }],
  ])('IN-03 a token of our own signature %s', async (_, changed) => {
    const claims = without({ ...claimsOf(connection.accessToken), ...changed });
    expect((await parks.introspect(await signed(claims))).text).toBe(inactive);
  });

  test('IN-03 the same token with nothing changed is active', async () => {
    const token = await signed(claimsOf(connection.accessToken));
    expect((await parks.introspect(token)).json.active).toBe(true);
  });

  test.each<[string, () => string | Promise<string>]>([
    ['nonsense', () => 'nonsense'],
    ['sixty kilobytes', () => 'x'.repeat(60_000)],
    ['an ID token', () => connection.idToken],
    ['a refresh token of nobody', () => 'A'.repeat(112)],
    ['no signature', () => connection.accessToken.replace(/[^.]+$/, '')],
    ['alg none', () => unsigned(connection.accessToken)],
    ['another payload', () => altered(connection.accessToken)],
    ['a token of another app', async () => (await library.connect(ana)).accessToken],
    ['a JWT of another issuer', () => strangers({ iss: 'https://other.example' })],
    ['a JWT that another key signed in our name', () => strangers({ iss: service.url })],
    ['a client assertion', () => parks.assertion()],
    ['another type of token', () => signed(claimsOf(connection.accessToken), 'JWT')],
  ])('IN-04 %s', async (_, token) => {
    const answer = await parks.introspect(await token());
    expect([answer.status, answer.text]).toEqual([200, inactive]);
  });

  test('IN-04 a text too long for any token is not read: 413, and no answer about it', async () => {
    const answer = await parks.introspect('x'.repeat(100_000));
    expect(answer.status).toBe(413);
    expect(answer.text).not.toContain('active');
  });

  test('IN-04 a token that has expired, and one that was given back', async () => {
    const { accessToken } = await parks.connect(ana);
    const other = await parks.connect(ana);
    await parks.revoke(other.accessToken);
    expect((await parks.introspect(other.accessToken)).text).toBe(inactive);
    await service.travel(301);
    expect((await parks.introspect(accessToken)).text).toBe(inactive);
    connection = await parks.connect(ana);
  });
});

describe('a refresh token', () => {
  test('IN-08 is known to its own client, and says no token_type', async () => {
    const { refreshToken } = connection;
    const { json } = await parks.introspect(refreshToken);
    const { sub, scope } = claimsOf(connection.accessToken);
    expect(json).toEqual({
      active: true,
      iss: service.url,
      client_id: parks.id,
      sub,
      scope,
      exp: expect.any(Number),
    });
    expect((await library.introspect(refreshToken)).text).toBe(inactive);
  });

  test('IN-08 is inactive once it was used, revoked, or its time is over', async () => {
    const first = await parks.connect(ana);
    const next = String((await parks.refresh(first.refreshToken)).json.refresh_token);
    expect((await parks.introspect(first.refreshToken)).text).toBe(inactive);
    expect((await parks.introspect(next)).json.active).toBe(true);
    await parks.revoke(next);
    expect((await parks.introspect(next)).text).toBe(inactive);
    const idle = await parks.connect(ana);
    await service.travel(31 * 86_400);
    expect((await parks.introspect(idle.refreshToken)).text).toBe(inactive);
    await ana.travel('google');
    connection = await parks.connect(ana);
  });

  test('IN-08 says nothing of a resident, and is not used up by asking', async () => {
    const { refreshToken } = await parks.connect(ana);
    const { text } = await parks.introspect(refreshToken);
    expect(text).not.toContain('linked_accounts"');
    expect((await parks.refresh(refreshToken)).status).toBe(200);
  });
});

describe('after a removal', () => {
  test('IN-09 the very next introspection on every replica says inactive', async () => {
    const replica = await service.replica();
    const { accessToken, refreshToken } = await connectedAs('jose');
    const elsewhere = { service: replica };
    expect((await parks.introspect(accessToken, elsewhere)).json.active).toBe(true);
    expect((await parks.introspect(refreshToken, elsewhere)).json.active).toBe(true);
    await removeLinkOf(accessToken);
    for (const token of [accessToken, refreshToken]) {
      expect((await parks.introspect(token, elsewhere)).text).toBe(inactive);
      expect((await parks.introspect(token)).text).toBe(inactive);
    }
  });

  test('IN-10 however the token is written, it is inactive', async () => {
    const { accessToken } = await connectedAs('long-name');
    const twins = twinsOf(accessToken);
    const asked = await Promise.all(twins.map((twin) => parks.introspect(twin)));
    expect(asked.filter(({ json }) => json.active).length).toBeGreaterThan(1);
    await parks.revoke(accessToken);
    for (const twin of [accessToken, ...twins]) {
      expect((await parks.introspect(twin)).text).toBe(inactive);
    }
  });

  test('of another link the name is gone from the answer, and the token lives', async () => {
    const li = new Resident(service);
    await li.link('google', { person: 'li' });
    await li.link('facebook', { person: 'li' });
    const { accessToken } = await parks.connect(li);
    expect((await parks.introspect(accessToken)).json.linked_accounts).toHaveLength(2);
    await removeLinkOf(accessToken, 'google');
    const { json } = await parks.introspect(accessToken);
    expect(json.active).toBe(true);
    expect(json.linked_accounts).toHaveLength(1);
  });
});

test('IN-12 an app that asks too much is told when to come back, and no other app is', async () => {
  const busy = await startTestService({ INTROSPECT_PER_SECOND: '3' });
  const [asker, other] = [await CityService.register(busy), await CityService.register(busy)];
  const answers = await Promise.all(Array.from({ length: 40 }, () => asker.introspect('x')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ headers }) => Number(headers['retry-after']) > 0)).toBe(true);
  expect((await other.introspect('x')).status).toBe(200);
  asker.close();
  other.close();
  await busy.stop();
});

test.each([
  ['civic.coverage', () => connection.accessToken],
  ['civic.refresh_family', () => connection.refreshToken],
])('IN-13 while %s does not answer, neither do we: 503, never a guess', async (table, token) => {
  expect((await parks.introspect(token())).json.active).toBe(true);
  const blocker = new pg.Client({ connectionString: service.database.adminUrl });
  await blocker.connect();
  await blocker.query(`begin; lock table ${table} in access exclusive mode`);
  const answer = await parks.introspect(token());
  await blocker.end();
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).not.toContain('active');
  expect((await parks.introspect(token())).json.active).toBe(true);
});

async function connectedAs(person: string): Promise<Connection> {
  const resident = new Resident(service);
  await resident.link('google', { person });
  return parks.connect(resident);
}

/** A token with the service's own signature, whatever it says. */
function signed(claims: Record<string, unknown>, typ = 'at+jwt'): Promise<string> {
  const signer = service.running.app.get(TokenSigner);
  return signer.sign({ algorithm: 'ES256', typ, claims } as Parameters<TokenSigner['sign']>[0]);
}

function without(claims: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}

/** The token as somebody else would sign it. */
function strangers(changed: Record<string, unknown>): string {
  const keys = new ClientKeys();
  const header = { alg: 'ES256', typ: 'at+jwt', kid: keys.kid };
  return keys.sign(header, { ...claimsOf(connection.accessToken), ...changed });
}

function unsigned(token: string): string {
  const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
  return `${header}.${token.split('.')[1]}.`;
}

function altered(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = { ...claimsOf(token), sub: 'somebody-else' };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}

/** The same token with other last characters, some of which decode to the same signature. */
function twinsOf(token: string): string[] {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return Array.from(alphabet, (last) => token.slice(0, -1) + last);
}

async function removeLinkOf(accessToken: string, provider = 'google'): Promise<void> {
  const [grant] = await service.database.query<{ resident: string }>(
    'select resident_id as resident from civic.app_grant where id = $1',
    [claimsOf(accessToken).sid],
  );
  const links = await service.running.app.get(Links).ofResident(grant?.resident ?? '');
  const link = links.find((one) => one.provider === provider);
  const order = { ...staffMember('revoker'), reason: 'security' } as const;
  await service.running.app.get(LinkRemoval).byStaff({ linkId: link?.id ?? '', ...order });
}
