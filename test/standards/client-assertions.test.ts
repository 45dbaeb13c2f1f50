import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AssertionAlgorithm } from '../../src/apps/app-keys.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { ClientKeys, encoded } from '../support/client-keys.ts';
import type { AssertionChanges } from '../support/client-keys.ts';
import { asserted } from '../support/client-proof.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let desk: CityService;
let old: CityService;

const serviceApp = {
  redirectUris: [],
  scopes: ['admin:links.revoke'],
  grantTypes: ['client_credentials' as const],
  scopesApproved: true,
  authMethod: 'private_key_jwt' as const,
};

beforeAll(async () => {
  service = await startTestService();
  desk = await CityService.register(service, serviceApp);
  old = await CityService.register(service, {
    ...serviceApp,
    assertionAudience: 'token-endpoint',
  });
});
afterAll(async () => {
  desk.close();
  old.close();
  await service.stop();
});

const now = () => service.running.app.get(Clock).seconds();

/** A token request that shows this assertion. */
function show(assertion: string, fields = {}, at: TestService = service): Promise<Answer> {
  const form = { grant_type: 'client_credentials', ...asserted(assertion), ...fields };
  return desk.call('/oauth/token', { body: new URLSearchParams(form).toString(), service: at });
}

const showChanged = (changes: AssertionChanges): Promise<Answer> => show(desk.assertion(changes));

async function rows(): Promise<number> {
  return (await service.database.query('select 1 from civic.client_assertion')).length;
}

const refused = {
  status: 401,
  text: '{"error":"invalid_client","error_description":"Client authentication failed."}',
  challenge: undefined,
  cache: 'no-store',
};

/** What a refusal consists of. */
function seen({ status, text, headers }: Answer) {
  const { 'www-authenticate': challenge, 'cache-control': cache } = headers;
  return { status, text, challenge, cache };
}

describe('claims', () => {
  test('PK-01 a right assertion is proof, with or without the client_id beside it', async () => {
    expect((await show(desk.assertion())).status).toBe(200);
    expect((await show(desk.assertion(), { client_id: desk.id })).status).toBe(200);
  });

  test.each<[string, Record<string, unknown>]>([
    ['no exp', { exp: undefined }],
    ['an exp that is text', { exp: '9999999999' }],
    ['an exp of null', { exp: null }],
    ['an exp that has come', { exp: 1 }],
    ['no sub', { sub: undefined }],
    ['no iss', { iss: undefined }],
    ['an iss that is a list', { iss: ['x'] }],
    ['another iss', { iss: 'https://link.example.gov' }],
    ['no aud', { aud: undefined }],
    ['an empty aud', { aud: '' }],
    ['an iat that is text', { iat: 'now' }],
    ['a jti that is a number', { jti: 7 }],
    ['an empty jti', { jti: '' }],
    ['a jti of 257 letters', { jti: 'x'.repeat(257) }],
    ['a jti with a line break', { jti: 'a\nb' }],
  ])('PK-01 %s: refused', async (_, claims) => {
    const before = await rows();
    expect(seen(await showChanged({ claims }))).toEqual(refused);
    expect(await rows()).toBe(before);
  });

  test('PK-01 the very second of exp is too late', async () => {
    expect(seen(await showChanged({ claims: { exp: now() } }))).toEqual(refused);
    expect((await showChanged({ claims: { exp: now() + 1 } })).status).toBe(200);
  });

  test('PK-01 one client may not speak for another', async () => {
    expect(seen(await showChanged({ claims: { sub: old.id } }))).toEqual(refused);
    expect(seen(await showChanged({ claims: { iss: old.id } }))).toEqual(refused);
    expect(seen(await showChanged({ claims: { iss: old.id, sub: old.id } }))).toEqual(refused);
    expect(seen(await show(desk.assertion(), { client_id: old.id }))).toEqual(refused);
  });

  test.each<[string, (parts: string[]) => string]>([
    ['no signature', ([head, body]) => `${head}.${body}.`],
    ['a short signature', ([head, body]) => `${head}.${body}.AAAA`],
    ['another payload', ([head, body, end]) => `${head}.${body?.slice(0, -2)}fQ.${end}`],
    ['two parts', ([head, body]) => `${head}.${body}`],
    ['nine kilobytes', ([head, body]) => `${head}.${body}.${'A'.repeat(9000)}`],
    ['a line break', ([head, body, end]) => `${head}.${body}.${end}\n`],
    ['padding', ([head, body, end]) => `${head}.${body}.${end}==`],
  ])('PK-01 %s: refused', async (_, change) => {
    expect(seen(await show(change(desk.assertion().split('.'))))).toEqual(refused);
  });

  test.each(['text', '"text"', 'null', '[]', '7', '{"sub":'])(
    'PK-01 a signed payload of %s: refused',
    async (payload) => {
      expect(seen(await show(desk.keys.sign({ alg: 'ES256' }, payload)))).toEqual(refused);
    },
  );

  test.each<[string, Record<string, string>]>([
    ['another assertion type', { client_assertion_type: 'urn:x:saml2-bearer' }],
    ['no assertion type', { client_assertion_type: '' }],
    ['no assertion', { client_assertion: '' }],
  ])('PK-01 %s: refused', async (_, fields) => {
    expect(seen(await show(desk.assertion(), fields))).toEqual(refused);
  });
});

describe('the audience', () => {
  test('PK-02 is the issuer, alone or as the only one of a list', async () => {
    expect((await showChanged({ claims: { aud: service.url } })).status).toBe(200);
    expect((await showChanged({ claims: { aud: [service.url] } })).status).toBe(200);
  });

  test.each<[string, (issuer: string) => unknown]>([
    ['the token endpoint', (issuer) => `${issuer}/oauth/token`],
    ['the endpoint of pushed requests', (issuer) => `${issuer}/oauth/par`],
    ['the issuer with a slash', (issuer) => `${issuer}/`],
    ['two, one of them the issuer', (issuer) => [issuer, 'https://other.example']],
    ['the issuer twice', (issuer) => [issuer, issuer]],
    ['none', () => []],
    ['a list in a list', (issuer) => [[issuer]]],
    ['an object', (issuer) => ({ toString: issuer })],
  ])('PK-02 is not %s', async (_, aud) => {
    expect(seen(await showChanged({ claims: { aud: aud(service.url) } }))).toEqual(refused);
  });

  test('PK-02 is the token endpoint for a client registered so, and then nothing else', async () => {
    const aud = `${service.url}/oauth/token`;
    expect((await show(old.assertion({ claims: { aud } }))).status).toBe(200);
    expect((await show(old.assertion({ claims: { aud: [aud] } }))).status).toBe(200);
    expect(seen(await show(old.assertion()))).toEqual(refused);
    expect(seen(await show(old.assertion({ claims: { aud: [aud, service.url] } })))).toEqual(
      refused,
    );
    const call = { body: '', headers: {} };
    for (const path of ['introspect', 'revoke']) {
      const form = { token: 'x', ...asserted(old.assertion({ claims: { aud } })) };
      const body = new URLSearchParams(form).toString();
      expect((await old.call(`/oauth/${path}`, { ...call, body })).status).toBe(200);
    }
  });
});

describe('use and time', () => {
  test('PK-03 the same assertion is no proof a second time, at whichever endpoint', async () => {
    const assertion = desk.assertion();
    expect((await show(assertion)).status).toBe(200);
    expect(seen(await show(assertion))).toEqual(refused);
    const form = { token: 'x', ...asserted(assertion) };
    const body = new URLSearchParams(form).toString();
    expect(seen(await desk.call('/oauth/introspect', { body }))).toEqual(refused);
  });

  test('PK-03 the same jti in another assertion is refused, and another client may have it', async () => {
    const claims = { jti: 'the same' };
    expect((await showChanged({ claims })).status).toBe(200);
    expect(seen(await showChanged({ claims: { ...claims, exp: now() + 100 } }))).toEqual(refused);
    const aud = `${service.url}/oauth/token`;
    expect((await show(old.assertion({ claims: { ...claims, aud } }))).status).toBe(200);
  });

  test('PK-03 other last letters of the signature make no other assertion', async () => {
    const assertion = desk.assertion();
    expect((await show(assertion)).status).toBe(200);
    for (const last of 'AQgw')
      expect(seen(await show(assertion.slice(0, -1) + last))).toEqual(refused);
  });

  test('PK-03 of twenty uses at once over two replicas one wins', async () => {
    const replica = await service.replica();
    const assertion = desk.assertion();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, use) =>
        show(assertion, {}, use % 2 === 0 ? service : replica),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([200, ...Array<number>(19).fill(401)]);
  });

  test('PK-03 a jti is required', async () => {
    expect(seen(await showChanged({ claims: { jti: undefined } }))).toEqual(refused);
  });

  test.each([
    [300, 200],
    [301, 401],
    [86_400, 401],
  ])('PK-03 exp %d seconds ahead: %d', async (ahead, status) => {
    expect((await showChanged({ claims: { exp: now() + ahead } })).status).toBe(status);
  });

  test.each([
    ['iat', -3600, 200],
    ['iat', 10, 200],
    ['iat', 30, 200],
    ['iat', 31, 401],
    ['iat', 61, 401],
    ['nbf', 10, 200],
    ['nbf', 61, 401],
  ])('PK-03 %s %d seconds ahead: %d', async (name, ahead, status) => {
    const claims = { [name]: now() + ahead, exp: now() + 120 };
    expect((await showChanged({ claims })).status).toBe(status);
  });

  test('PK-03 iat need not be there', async () => {
    expect((await showChanged({ claims: { iat: undefined } })).status).toBe(200);
  });

  test('PK-03 what was used is kept as a hash until it has expired, and then purged', async () => {
    await showChanged({ claims: { jti: 'to be remembered', exp: now() + 300 } });
    const stored = await service.database.query('select * from civic.client_assertion');
    expect(JSON.stringify(stored)).not.toContain('to be remembered');
    const housekeeping = service.running.app.get(Housekeeping);
    await service.travel(300);
    await housekeeping.runAll();
    expect(await rows()).toBeGreaterThan(0);
    await service.travel(61);
    await housekeeping.runAll();
    expect(await rows()).toBe(0);
  });
});

describe('keys and algorithms', () => {
  test.each<AssertionAlgorithm>(['ES256', 'RS256', 'PS256'])(
    'PK-04 the algorithm is the one agreed on: %s',
    async (algorithm) => {
      const app = await CityService.register(service, serviceApp, new ClientKeys(algorithm));
      expect((await show(app.assertion())).status).toBe(200);
      const other = algorithm === 'RS256' ? 'PS256' : 'RS256';
      expect(seen(await show(app.assertion({ by: new ClientKeys(other, app.keys.kid) })))).toEqual(
        refused,
      );
      expect(seen(await show(app.assertion({ header: { alg: other } })))).toEqual(refused);
      app.close();
    },
  );

  test.each(['pem', 'der', 'jwk'] as const)(
    'PK-04 HS256 with the public key (%s) as its secret is refused',
    async (form) => {
      const [, body] = desk.assertion().split('.');
      const text = `${encoded({ alg: 'HS256', kid: desk.keys.kid })}.${body}`;
      const mac = createHmac('sha256', publicKeyAs(form)).update(text).digest('base64url');
      expect(seen(await show(`${text}.${mac}`))).toEqual(refused);
    },
  );

  test.each(['none', 'None', 'HS256', '', 'ES384', 'EdDSA'])(
    'PK-04 alg "%s" is refused',
    async (alg) => {
      expect(seen(await showChanged({ header: { alg } }))).toEqual(refused);
    },
  );

  test('PK-04 a kid chooses the key and must exist; without one every key is tried', async () => {
    const [first, second] = [new ClientKeys(), new ClientKeys()];
    const keys = { algorithm: 'ES256' as const, jwks: { keys: [first.jwk, second.jwk] } };
    const app = await CityService.register(service, { ...serviceApp, keys });
    for (const by of [first, second]) {
      expect((await show(app.assertion({ by }))).status).toBe(200);
      const header = { kid: undefined };
      expect((await show(app.assertion({ by, header }))).status).toBe(200);
    }
    expect(seen(await show(app.assertion({ by: first, header: { kid: second.kid } })))).toEqual(
      refused,
    );
    expect(seen(await show(app.assertion({ by: first, header: { kid: 'unknown' } })))).toEqual(
      refused,
    );
    expect(seen(await show(app.assertion({ by: first, header: { kid: [first.kid] } })))).toEqual(
      refused,
    );
    expect(seen(await show(app.assertion({ by: new ClientKeys() })))).toEqual(refused);
    app.close();
  });

  test.each<[string, Record<string, unknown>]>([
    ['crit', { crit: ['b64'] }],
    ['an empty crit', { crit: [] }],
    ['b64', { b64: false }],
    ['jku', { jku: 'https://evil.example/jwks' }],
    ['x5u', { x5u: 'https://evil.example/cert' }],
    ['x5c', { x5c: ['AAAA'] }],
    ['jwk', { jwk: new ClientKeys().jwk }],
  ])('PK-04 a header with %s is refused', async (_, header) => {
    expect(seen(await showChanged({ header }))).toEqual(refused);
  });
});

describe('the type', () => {
  test.each([undefined, 'JWT', 'client-authentication+jwt'])(
    'PK-05 %s is accepted',
    async (typ) => {
      expect((await showChanged({ header: { typ } })).status).toBe(200);
    },
  );

  test.each(['at+jwt', 'logout+jwt', 'secevent+jwt', 'dpop+jwt', 'jwt', '', null, ['JWT']])(
    'PK-05 %j is refused',
    async (typ) => {
      expect(seen(await showChanged({ header: { typ } }))).toEqual(refused);
    },
  );

  test('PK-05 a token that we signed is no assertion', async () => {
    const { json } = await show(desk.assertion());
    expect(seen(await show(String(json.access_token)))).toEqual(refused);
    expect(seen(await show(String(json.access_token), { client_id: desk.id }))).toEqual(refused);
  });
});

function publicKeyAs(form: 'pem' | 'der' | 'jwk'): string | Buffer {
  const { publicKey } = desk.keys;
  if (form === 'jwk') return JSON.stringify(desk.keys.jwk);
  return form === 'pem'
    ? publicKey.export({ type: 'spki', format: 'pem' })
    : publicKey.export({ type: 'spki', format: 'der' });
}
