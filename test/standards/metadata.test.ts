import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settingsSchema } from '../../src/config/settings.ts';
import { metadata } from '../../src/oauth/discovery/metadata.ts';
import { CityService, headerOf } from '../support/city-service.ts';
import { knock } from '../support/raw-http.ts';
import type { Answer } from '../support/raw-http.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

const openid = '/.well-known/openid-configuration';
const oauth = '/.well-known/oauth-authorization-server';
const resource = '/.well-known/oauth-protected-resource';
const keys = '/.well-known/jwks.json';

let service: TestService;
let parks: CityService;
let answers: Record<string, Answer>;
let server: Record<string, unknown>;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  const paths = [openid, oauth, resource];
  answers = Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await knock(service, path)] as const)),
  );
  server = documentAt(oauth);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const documentAt = (path: string) =>
  JSON.parse(answers[path]?.text ?? '{}') as Record<string, unknown>;
const endpoints = (document: object): [string, string][] =>
  Object.entries(document).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));

describe('the documents', () => {
  test.each([openid, oauth])('MD-01 %s is a JSON object with what every client needs', (path) => {
    const { status, headers } = answers[path] ?? {};
    expect([status, headers?.['content-type']]).toEqual([200, 'application/json']);
    for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
      expect(documentAt(path)[name]).toMatch(/^http/);
    }
    expect(documentAt(path)).toMatchObject({
      issuer: service.url,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
    });
  });

  test('MD-02 name the configured issuer byte for byte, without a slash at its end', () => {
    expect(server.issuer).toBe(service.url);
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const issuer of ['http://a.example', 'https://a.example/', 'https://a.example?a=b']) {
      expect(settingsSchema.shape.ISSUER.safeParse(issuer).success).toBe(false);
    }
    expect(settingsSchema.shape.ISSUER.safeParse('https://a.example').success).toBe(true);
  });

  test('MD-03 say the same at both addresses', () => {
    expect(answers[openid]?.text).toBe(answers[oauth]?.text);
  });

  test.each(['https://a.example/x', 'https://a.example/x/', 'https://a.example//'])(
    'MD-04 the issuer %s, which has a path, is refused at start',
    (issuer) => {
      expect(settingsSchema.shape.ISSUER.safeParse(issuer).error?.issues[0]?.message).toMatch(
        /without a path$/,
      );
    },
  );

  test.each([oauth, resource])('MD-05 %s has no member that is null or an empty list', (path) => {
    const values = Object.values(documentAt(path));
    expect(values.length).toBeGreaterThan(4);
    expect(values.filter((value) => value === null || value === '')).toEqual([]);
    expect(values.filter((value) => Array.isArray(value) && value.length === 0)).toEqual([]);
  });
});

describe('what the server can do', () => {
  test('MD-06 subject types, and every algorithm a token was signed with', async () => {
    expect(server.subject_types_supported).toEqual(['pairwise']);
    const resident = new Resident(service);
    await resident.link('google');
    const { accessToken, idToken } = await parks.connect(resident);
    const used = [accessToken, idToken].map((token) => headerOf(token).alg);
    expect(new Set(used)).toEqual(new Set(['ES256', 'RS256']));
    expect(server.id_token_signing_alg_values_supported).toEqual(expect.arrayContaining(used));
  });

  test.each(['token', 'introspection', 'revocation'])(
    'MD-07 the %s endpoint that takes signed assertions says which signatures',
    (endpoint) => {
      expect(server[`${endpoint}_endpoint_auth_methods_supported`]).toContain('private_key_jwt');
      const algorithms = server[`${endpoint}_endpoint_auth_signing_alg_values_supported`];
      expect(algorithms).toEqual(expect.arrayContaining(['ES256', 'RS256']));
      expect(algorithms).not.toContain('none');
    },
  );

  test('MD-08 who may ask about tokens and give them back, and how', () => {
    const proving = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'];
    expect(server.introspection_endpoint_auth_methods_supported).toEqual(proving);
    expect(server.revocation_endpoint_auth_methods_supported).toEqual([...proving, 'none']);
  });

  test('MD-09 S256 is the one way of PKCE', () => {
    expect(server.code_challenge_methods_supported).toEqual(['S256']);
  });

  test('MD-10 the grant types are those the token endpoint takes', async () => {
    const known = ['authorization_code', 'refresh_token', 'client_credentials'];
    expect(server.grant_types_supported).toEqual(known);
    for (const grant_type of [...known, 'password', 'implicit', 'urn:x']) {
      const { json } = await parks.token({ grant_type });
      const isTaken = json.error !== 'unsupported_grant_type';
      expect([grant_type, isTaken]).toEqual([grant_type, known.includes(grant_type)]);
    }
  });

  test('MD-11 authorization responses carry iss', () => {
    expect(server.authorization_response_iss_parameter_supported).toBe(true);
  });

  test('MD-12 scopes, languages and prompts, and pages that are there', async () => {
    expect(server).toMatchObject({
      scopes_supported: expect.arrayContaining(['openid', 'offline_access']),
      ui_locales_supported: ['en', 'es'],
      prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
      claims_supported: expect.arrayContaining(['sub', 'auth_time', 'linked_accounts']),
    });
    for (const name of ['service_documentation', 'op_policy_uri', 'op_tos_uri']) {
      const { pathname, hash, origin } = new URL(String(server[name]));
      const page = await knock(service, pathname);
      expect([name, origin, page.status]).toEqual([name, service.url, 200]);
      expect(page.text).toContain(hash === '' ? '<h1>' : `id="${hash.slice(1)}"`);
    }
  });

  test('MD-13 every endpoint is https at the origin of the issuer, has no fragment and is there', async () => {
    const issuer = 'https://link.example.gov';
    expect(endpoints(metadata(issuer))).toHaveLength(7);
    for (const [name, address] of endpoints(metadata(issuer))) {
      const { origin, hash, search } = new URL(address);
      expect([name, origin, hash, search]).toEqual([name, issuer, '', '']);
      const { status } = await knock(service, new URL(address).pathname, { method: 'PATCH' });
      expect([name, status]).toEqual([name, 405]);
    }
  });
});

test('MD-18 our own API says which tokens it takes, and from whom', async () => {
  expect(documentAt(resource)).toMatchObject({
    resource: service.url,
    authorization_servers: [service.url],
    bearer_methods_supported: ['header'],
    scopes_supported: expect.arrayContaining(['admin:links.revoke']),
    resource_documentation: `${service.url}/developers`,
  });
  expect(documentAt(resource).scopes_supported).not.toEqual(expect.arrayContaining(['openid']));
  expect(server.protected_resources).toEqual([service.url]);
});

describe('MD-20', () => {
  test.each([openid, oauth, resource, keys])(
    'MD-20 %s answers to GET and HEAD, and says so',
    async (path) => {
      const get = await knock(service, path);
      const head = await knock(service, path, { method: 'HEAD' });
      expect([get.status, head.status, head.text]).toEqual([200, 200, '']);
      expect(head.headers.etag).toBe(get.headers.etag);
      for (const method of ['POST', 'PUT', 'DELETE']) {
        const { status, headers, text } = await knock(service, path, { method });
        expect([status, headers.allow]).toEqual([405, expect.stringMatching(/^GET, HEAD\b/)]);
        expect(JSON.parse(text)).toMatchObject({ error: 'invalid_request' });
      }
    },
  );

  test.each([openid, oauth, resource])(
    'MD-20 %s may be kept and asked for again by anybody',
    async (path) => {
      const first = await knock(service, path);
      expect(first.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'public, max-age=300',
      });
      const headers = { 'if-none-match': String(first.headers.etag) };
      expect((await knock(service, path, { headers })).status).toBe(304);
    },
  );
});
