import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { IssuerEpoch } from '../../src/oauth/issuer-epoch.ts';
import { CityService } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let desk: CityService;
beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  desk = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
});
afterAll(async () => {
  parks.close();
  desk.close();
  await service.stop();
});

const staff = { kind: 'staff', id: 'cli' } as const;
const raise = () => service.running.app.get(IssuerEpoch).raise('restore', staff);

async function serviceToken(): Promise<string> {
  const answer = await desk.token({ grant_type: 'client_credentials' });
  return String(answer.json.access_token);
}

const isActive = async (app: CityService, token: string) =>
  (await app.introspect(token)).json.active;

test('raising it ends sessions, tokens and grants, keeps links, and what is made later lives', async () => {
  const resident = new Resident(service);
  await resident.link();
  const { accessToken, refreshToken } = await parks.connect(resident);
  const code = await parks.codeFrom(resident);
  const own = await serviceToken();
  expect([await isActive(parks, accessToken), await isActive(desk, own)]).toEqual([true, true]);

  await raise();
  expect([await isActive(parks, accessToken), await isActive(desk, own)]).toEqual([false, false]);
  expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
  expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
  expect((await parks.userinfo(accessToken)).status).toBe(401);
  const account = await resident.open('/account');
  expect(account.url.pathname).not.toBe('/account');

  await resident.travel('google');
  expect((await resident.open('/account')).url.pathname).toBe('/account');
  const again = await parks.connect(resident);
  expect(await isActive(parks, again.accessToken)).toBe(true);
  expect(await isActive(desk, await serviceToken())).toBe(true);
});

test('it is in the ledger with its reason, and without it nothing ends', async () => {
  const own = await serviceToken();
  await service.database.query('revoke insert on civic.ledger_entry from civic_service');
  await expect(raise()).rejects.toMatchObject({ code: '42501' });
  await service.database.query('grant insert on civic.ledger_entry to civic_service');
  expect(await isActive(desk, own)).toBe(true);
  const entries = await service.database.query(
    `select actor_kind, actor, detail from civic.ledger_entry where type = 'issuer.epoch-raised'`,
  );
  expect(entries).toEqual([{ actor_kind: 'staff', actor: 'cli', detail: { reason: 'restore' } }]);
});
