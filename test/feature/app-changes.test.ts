import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AppChanges } from '../../src/apps/app-changes.ts';
import type { AppChange, ChangeOrder } from '../../src/apps/app-changes.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { Actor } from '../../src/ledger/event-catalogue.ts';
import { CityService } from '../support/city-service.ts';
import { ClientKeys } from '../support/client-keys.ts';
import { asserted, basic } from '../support/client-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
const staff: Actor = { kind: 'staff', id: 'cli' };

beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());
beforeEach(async () => {
  parks = await CityService.register(service);
  return () => parks.close();
});

const change = (changes: ChangeOrder['changes'], id = parks.id): Promise<AppChange> =>
  service.running.app.get(AppChanges).change({ id, changes }, staff);

const registered = () => service.running.app.get(Apps).find(parks.id);

async function entries(): Promise<object[]> {
  return service.database.query(
    `select actor, detail from civic.ledger_entry where type = 'app.changed' and app_id = $1`,
    [parks.id],
  );
}

describe('a change', () => {
  test('touches what is given and nothing else, and the ledger says which settings by code', async () => {
    const before = await registered();
    const redirectUris = [parks.callback, 'https://parks.example.gov/cb'];
    const outcome = await change({ redirectUris, purposeEs: 'Para guardar su pase.' });
    const settings = ['purpose', 'redirect-uris'];
    expect(outcome).toEqual({ kind: 'changed', settings, secret: null });
    const purpose = { en: 'To keep your pass in one place.', es: 'Para guardar su pase.' };
    expect(await registered()).toEqual({ ...before, redirectUris, purpose });
    expect(await entries()).toEqual([{ actor: 'cli', detail: { settings } }]);
  });

  test('of every setting is kept, and made again is none', async () => {
    const keys = new ClientKeys('RS256').registered;
    const changes: ChangeOrder['changes'] = {
      name: 'Pools',
      department: 'Pools',
      departmentEs: 'Piscinas',
      purpose: 'To swim.',
      purposeEs: 'Para nadar.',
      authMethod: 'private_key_jwt',
      keys,
      assertionAudience: 'token-endpoint',
      sector: 'pools',
      resource: 'urn:civic-link:app:pools',
      otherResources: ['urn:civic-link:app:lanes'],
      redirectUris: ['https://pools.example.gov/cb'],
      postLogoutRedirectUris: ['https://pools.example.gov/'],
      scopes: ['openid'],
      accessTokenAlgorithm: 'RS256',
      idTokenAlgorithm: 'ES256',
    };
    const outcome = await change(changes);
    const settings = outcome.kind === 'changed' ? outcome.settings : [];
    expect(settings).toHaveLength(15);
    expect(await change(changes)).toEqual({ kind: 'nothing-to-do' });
    const { department, departmentEs: _, purpose, purposeEs: __, ...rest } = changes;
    expect(await registered()).toMatchObject({
      ...rest,
      department: { en: department, es: 'Piscinas' },
      purpose: { en: purpose, es: 'Para nadar.' },
      grantTypes: ['authorization_code'],
    });
    expect(await entries()).toHaveLength(1);
  });

  test('of an English text takes the Spanish along while that was never given', async () => {
    await change({ department: 'Parks' });
    expect((await registered())?.department).toEqual({ en: 'Parks', es: 'Parks' });
    await change({ departmentEs: 'Parques' });
    await change({ department: 'City Parks' });
    expect((await registered())?.department).toEqual({ en: 'City Parks', es: 'Parques' });
  });

  test('counts at another replica within a second', async () => {
    const replica = await service.replica();
    const elsewhere = replica.running.app.get(Apps);
    await elsewhere.find(parks.id);
    await change({ name: 'Park Passes' });
    await service.travel(1);
    expect((await elsewhere.find(parks.id))?.name).toBe('Park Passes');
  });
});

describe('a change is refused', () => {
  test.each<[rule: string, ChangeOrder['changes']]>([
    ['kind-fixed', { kind: 'public' }],
    ['auth-method-unfit', { authMethod: 'none' }],
    ['keys-missing', { authMethod: 'private_key_jwt' }],
    ['auth-method-unfit', { keys: new ClientKeys().registered }],
    ['redirect-uri-missing', { redirectUris: [] }],
    ['redirect-uri-unsafe', { redirectUris: ['http://parks.example.gov/cb'] }],
    ['redirect-uri-unsafe', { postLogoutRedirectUris: ['parks:bye'] }],
    ['resource-malformed', { resource: 'parks' }],
    ['scope-unknown', { scopes: ['openid', 'email'] }],
    ['scope-not-approved', { scopes: ['openid', 'linked_account_ids'] }],
    ['text-missing', { name: ' ' }],
  ])('by the rule %s', async (rule, changes) => {
    const before = await registered();
    expect(await change(changes)).toMatchObject({ kind: 'refused', rule });
    expect(await registered()).toEqual(before);
    expect(await entries()).toEqual([]);
  });

  test('for an app that is not there', async () => {
    expect(await change({ name: 'X' }, 'nobody')).toEqual({ kind: 'unknown-app' });
  });
});

describe('scopes', () => {
  test('that need an approval need it once, not at every other change', async () => {
    const scopes = ['openid', 'linked_account_ids'];
    expect(await change({ scopes, scopesApproved: true })).toMatchObject({ kind: 'changed' });
    expect(await change({ name: 'Park Passes' })).toMatchObject({ kind: 'changed' });
    expect(await change({ scopes: [...scopes, 'linked_accounts'] })).toMatchObject({
      kind: 'changed',
    });
  });

  test('bring refresh tokens and take them away', async () => {
    await change({ scopes: ['openid'] });
    expect((await registered())?.grantTypes).toEqual(['authorization_code']);
    await change({ scopes: ['openid', 'offline_access'] });
    expect((await registered())?.grantTypes).toEqual(['authorization_code', 'refresh_token']);
  });

  test('that were taken away are in no refreshed token', async () => {
    const ana = new Resident(service);
    await ana.link('google');
    const { refreshToken } = await parks.connect(ana);
    await change({ scopes: ['openid', 'offline_access'] });
    const { json } = await parks.refresh(refreshToken);
    expect(json.scope).toBe('openid offline_access');
  });
});

describe('another way to prove who it is', () => {
  const status = async (headers: Record<string, string>, form = {}): Promise<number> => {
    const body = new URLSearchParams({ token: 'x', ...form }).toString();
    return (await parks.call('/oauth/introspect', { body, headers })).status;
  };
  const secretRows = async (): Promise<number> =>
    (await service.database.query('select 1 from civic.app_secret where app_id = $1', [parks.id]))
      .length;

  test('with the same secret keeps the secret', async () => {
    expect(await change({ authMethod: 'client_secret_post' })).toMatchObject({ secret: null });
    const { id, secret } = parks;
    expect(await status({ authorization: basic(id, secret) })).toBe(401);
    expect(await status({}, { client_id: id, client_secret: secret })).toBe(200);
  });

  test('with a key ends every secret, and back again makes a new one', async () => {
    const { keys, id } = parks;
    const signs = { authMethod: 'private_key_jwt', keys: keys.registered } as const;
    expect(await change(signs)).toMatchObject({ settings: ['auth-method', 'keys'], secret: null });
    expect(await secretRows()).toBe(0);
    expect(await status({ authorization: basic(id, parks.secret) })).toBe(401);
    expect(await status({}, asserted(parks.assertion()))).toBe(200);
    const back = await change({ authMethod: 'client_secret_basic' });
    const secret = back.kind === 'changed' ? String(back.secret) : '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await registered())?.keys).toBeNull();
    expect(await status({ authorization: basic(id, secret) })).toBe(200);
    expect(await status({}, asserted(parks.assertion()))).toBe(401);
  });

  test('with other keys ends the old ones', async () => {
    const next = new ClientKeys();
    await change({ authMethod: 'private_key_jwt', keys: parks.keys.registered });
    expect(await change({ keys: next.registered })).toMatchObject({ settings: ['keys'] });
    expect(await status({}, asserted(parks.assertion()))).toBe(401);
    expect(await status({}, asserted(parks.assertion({ by: next })))).toBe(200);
  });
});
