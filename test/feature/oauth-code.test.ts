import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CityService, claimsOf, headerOf } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

describe('connecting an app', () => {
  test('a resident who is signed in decides on one page and the app gets tokens', async () => {
    const page = await ana.open(parks.authorizeUrl({ nonce: 'n-1' }));
    expect(page.url.pathname).toMatch(/^\/connect\//);
    expect(page.text).toContain('Parks Pass');
    const back = await ana.browser.submit(page.url.pathname, { decision: 'yes' });
    expect(back.url.searchParams.get('iss')).toBe(service.url);
    expect(back.url.searchParams.get('state')).toBe('state-1');
    const answer = await parks.redeem(back.url.searchParams.get('code') ?? '');
    expect(answer.text).toContain('access_token');
    expect(answer.status).toBe(200);
    expect(headerOf(String(answer.json.access_token))).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
    expect(claimsOf(String(answer.json.id_token))).toMatchObject({ nonce: 'n-1', aud: parks.id });
  });
});
