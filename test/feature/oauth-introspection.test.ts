import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { Links } from '../../src/links/links.ts';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Connection } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
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

describe('introspecting an active token', () => {
  test('repeats the claims of the token, names the accounts, and is never stored', async () => {
    const answer = await parks.introspect(connection.accessToken);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json).toEqual({
      active: true,
      token_type: 'Bearer',
      ...claimsOf(connection.accessToken),
      linked_accounts: [
        { provider: 'google', name: expect.any(String), linked_at: expect.any(Number) },
      ],
    });
  });

  test('names no account without the scope', async () => {
    const { accessToken } = await parks.connect(ana, { scope: 'openid' });
    const { json } = await parks.introspect(accessToken);
    expect(json.active).toBe(true);
    expect(json).not.toHaveProperty('linked_accounts');
  });

  test.each(['access_token', 'refresh_token', 'unknown'])('whatever the hint: %s', async (hint) => {
    const answer = await parks.post('/oauth/introspect', {
      token: connection.accessToken,
      token_type_hint: hint,
    });
    expect(answer.json.active).toBe(true);
  });

  test('is possible for whoever the token is for, also when another app holds it', async () => {
    const mobile = await CityService.register(service, {
      kind: 'public',
      resource: `urn:civic-link:app:${parks.id}`,
    });
    const { accessToken } = await mobile.connect(ana);
    expect((await parks.introspect(accessToken)).json.active).toBe(true);
    expect((await library.introspect(accessToken)).text).toBe(inactive);
    mobile.close();
  });
});

describe('everything else is inactive in the same words', () => {
  test.each<[string, () => string | Promise<string>]>([
    ['nonsense', () => 'nonsense'],
    ['sixty kilobytes', () => 'x'.repeat(60_000)],
    ['an ID token', () => connection.idToken],
    ['a refresh token', () => connection.refreshToken],
    ['no signature', () => connection.accessToken.replace(/[^.]+$/, '')],
    ['alg none', () => unsigned(connection.accessToken)],
    ['another payload', () => altered(connection.accessToken)],
    ['a token of another app', async () => (await library.connect(ana)).accessToken],
  ])('%s', async (_, token) => {
    const answer = await parks.introspect(await token());
    expect([answer.status, answer.text]).toEqual([200, inactive]);
  });

  test('a token that has expired', async () => {
    const { accessToken } = await parks.connect(ana);
    await service.travel(301);
    expect((await parks.introspect(accessToken)).text).toBe(inactive);
    connection = await parks.connect(ana);
  });
});

describe('after a removal', () => {
  test('the very next introspection on every replica says inactive, however the token is written', async () => {
    const replica = await service.replica();
    const jose = new Resident(service);
    await jose.link('google', { person: 'jose' });
    const { accessToken } = await parks.connect(jose);
    const elsewhere = { service: replica };
    expect((await parks.introspect(accessToken, elsewhere)).json.active).toBe(true);
    await removeLinkOf(accessToken);
    for (const twin of [accessToken, ...twinsOf(accessToken)]) {
      expect((await parks.introspect(twin)).text).toBe(inactive);
      expect((await parks.introspect(twin, elsewhere)).text).toBe(inactive);
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

describe('the caller', () => {
  test.each([
    ['nobody', {}],
    ['a wrong secret', { authorization: basic('parks', 'wrong') }],
    ['a Bearer token', { authorization: 'Bearer x' }],
  ])('%s gets 401 and no answer about the token', async (_, headers) => {
    const body = new URLSearchParams({ token: connection.accessToken }).toString();
    const answer = await parks.call('/oauth/introspect', { body, headers });
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
    expect(answer.text).not.toContain('active');
  });

  test('may not be a public app', async () => {
    const kiosk = await CityService.register(service, { kind: 'public' });
    const answer = await kiosk.introspect(connection.accessToken);
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
    kiosk.close();
  });

  test('must send a form with a token, by POST', async () => {
    expect((await parks.post('/oauth/introspect', {})).json.error).toBe('invalid_request');
    const get = await parks.call('/oauth/introspect', { method: 'GET' });
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  });
});

test('while the database does not answer, neither do we: 503, never a guess', async () => {
  expect((await parks.introspect(connection.accessToken)).json.active).toBe(true);
  const blocker = new pg.Client({ connectionString: service.database.adminUrl });
  await blocker.connect();
  await blocker.query('begin; lock table civic.coverage in access exclusive mode');
  const answer = await parks.introspect(connection.accessToken);
  await blocker.end();
  expect(answer.status).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.text).not.toContain('active');
  expect((await parks.introspect(connection.accessToken)).json.active).toBe(true);
});

function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
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

/** The same token with other last characters that decode to the same signature. */
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
  const order = { actor: { kind: 'system' }, reason: 'security' } as const;
  await service.running.app.get(LinkRemoval).byStaff({ linkId: link?.id ?? '', ...order });
}
