import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importJWK } from 'jose';
import type { JWK } from 'jose';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let discovery: Answer;
let keys: JWK[];

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  discovery = await parks.call('/.well-known/openid-configuration', { method: 'GET' });
  const { pathname } = new URL(String(discovery.json.jwks_uri));
  keys = (await parks.call(pathname, { method: 'GET' })).json.keys as JWK[];
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

test('oidcc-discovery-endpoint-verification metadata is a JSON document of this issuer', () => {
  expect(discovery.status).toBe(200);
  expect(discovery.headers['content-type']).toMatch(/^application\/json(;|$)/);
  expect(discovery.json.issuer).toBe(service.url);
});

test('oidcc-discovery-endpoint-verification lists are lists, and hold what they must', () => {
  const isList = (value: unknown) => Array.isArray(value) && value.length > 0;
  const lists = Object.entries(discovery.json).filter(
    ([name, value]) => name.endsWith('_supported') && typeof value !== 'boolean',
  );
  expect(lists.length).toBeGreaterThan(8);
  expect(lists.filter(([, value]) => !isList(value))).toEqual([]);
  expect(discovery.json).toMatchObject({
    response_types_supported: expect.arrayContaining(['code']),
    subject_types_supported: expect.arrayContaining(['pairwise']),
    id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
    scopes_supported: expect.arrayContaining(['openid']),
    code_challenge_methods_supported: expect.arrayContaining(['S256']),
    claims_parameter_supported: false,
  });
});

test('oidcc-discovery-endpoint-verification scopes and languages are well-formed', () => {
  const { scopes_supported: scopes, ui_locales_supported: locales } = discovery.json;
  const isToken = (scope: string) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope);
  expect((scopes as string[]).filter((scope) => !isToken(scope))).toEqual([]);
  expect(Intl.getCanonicalLocales(locales as string[])).toEqual(locales);
});

test('oidcc-discovery-endpoint-verification every endpoint is at the issuer and is there', async () => {
  const endpoints = Object.entries(discovery.json).filter(([name]) => name.endsWith('_endpoint'));
  expect(endpoints.length).toBeGreaterThan(4);
  for (const [, address] of endpoints) {
    const url = new URL(String(address));
    expect(url.origin).toBe(service.url);
    expect((await parks.call(url.pathname, { method: 'POST' })).status).not.toBe(404);
  }
});

test('oidcc-discovery-endpoint-verification keys can be used and hold nothing secret', async () => {
  expect(new Set(keys.map(({ kty }) => kty))).toEqual(new Set(['EC', 'RSA']));
  expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  for (const key of keys) {
    const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
    expect(Object.keys(key).filter((member) => secret.includes(member))).toEqual([]);
    expect(key).toMatchObject({ use: 'sig', alg: key.kty === 'EC' ? 'ES256' : 'RS256' });
    expect(await importJWK(key)).toMatchObject({ type: 'public' });
  }
});
