import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AppDesk } from '../../src/apps/app-desk.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { NewApp } from '../../src/apps/city-app.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { ApiCaller } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import { ClientKeys } from '../support/client-keys.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* City apps and keys through the API, by the services and at the terminal. */

let service: TestService;
let caller: ApiCaller;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService(sharedKeys);
  caller = await ApiCaller.open(service, [
    'admin:apps.read',
    'admin:apps.change',
    'admin:keys.read',
    'admin:keys.change',
  ]);
  parks = await CityService.register(service);
});
afterAll(async () => {
  caller.app.close();
  parks.close();
  await service.stop();
});

let count = 0;
const lanes = (changes: object = {}): Record<string, unknown> => ({
  client_id: `lanes-${(count += 1)}`,
  client_name: 'Lanes',
  department: 'Parks',
  purpose: 'To book a lane.',
  kind: 'confidential',
  redirect_uris: ['https://lanes.example.gov/callback'],
  scopes: ['openid'],
  ...changes,
});

async function register(changes: object = {}): Promise<{ id: string; secret: string }> {
  const { status, json } = await caller.post('/api/admin/apps', lanes(changes));
  expect(status).toBe(200);
  return { id: String(json.client_id), secret: String(json.client_secret) };
}

const works = async (id: string, secret: string): Promise<boolean> =>
  (await service.running.app.get(Apps).authenticate(id, secret)) !== null;
const order = async (path: string, body: unknown = {}): Promise<unknown> =>
  (await caller.post(`/api/admin/apps/${path}`, body)).json;

describe('through the API', () => {
  test('an app is registered, shown, changed and paused', async () => {
    const { id, secret } = await register();
    expect(await works(id, secret)).toBe(true);
    const shown = await caller.get(`/api/admin/apps/${id}`);
    expect(shown.json).toMatchObject({
      client_name: 'Lanes',
      purpose_es: 'To book a lane.',
      jwks: null,
      old_secret_ends_at: null,
    });
    expect(shown.text).not.toContain(secret);
    expect(await order(`${id}/change`, { client_name: 'Swim lanes' })).toEqual({
      client_id: id,
      status: 'changed',
      settings: ['name'],
      client_secret: null,
    });
    expect(await order(`${id}/change`, {})).toMatchObject({ status: 'unchanged' });
    expect(await order(`${id}/pause`)).toEqual({ client_id: id, status: 'done' });
    expect(await order(`${id}/pause`)).toEqual({ client_id: id, status: 'nothing-to-do' });
    expect((await caller.get(`/api/admin/apps/${id}/check`)).json.findings).toContainEqual({
      point: 'on',
      state: 'missing',
    });
    expect(await order(`${id}/resume`)).toEqual({ client_id: id, status: 'done' });
  });

  test('a secret is changed with an overlap, which can be ended', async () => {
    const { id, secret } = await register();
    const { client_secret: fresh } = (await order(`${id}/rotate-secret`)) as Record<string, string>;
    expect([await works(id, secret), await works(id, fresh ?? '')]).toEqual([true, true]);
    expect(await order(`${id}/rotate-secret`)).toEqual({
      client_id: id,
      status: 'overlap-running',
      client_secret: null,
    });
    expect((await caller.get(`/api/admin/apps/${id}`)).json.old_secret_ends_at).toEqual(
      expect.any(String),
    );
    expect(await order(`${id}/end-old-secret`)).toMatchObject({ status: 'done' });
    expect([await works(id, secret), await works(id, fresh ?? '')]).toEqual([false, true]);
    const open = await register({ kind: 'public' });
    expect(await order(`${open.id}/rotate-secret`)).toMatchObject({ status: 'no-secret' });
  });

  test('public keys are given and replaced', async () => {
    const [first, second] = [new ClientKeys('ES256', 'k1'), new ClientKeys('ES256', 'k2')];
    const { id } = await register({
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: first.registered.jwks,
    });
    expect(await order(`${id}/change`, { jwks: second.registered.jwks })).toMatchObject({
      settings: ['keys'],
    });
    expect(JSON.stringify((await caller.get(`/api/admin/apps/${id}`)).json.jwks)).toContain('k2');
  });

  test.each<[object, string]>([
    [{ client_id: 'Lanes' }, '#/client_id'],
    [{ redirect_uris: ['http://lanes.example.gov/'] }, '#/redirect_uris'],
    [{ scopes: ['linked_account_ids'] }, '#/scopes'],
    [{ scopes: ['admin:links.revoke'], grant_types: ['client_credentials'] }, '#/scopes'],
    [{ jwks: { keys: [] } }, '#/jwks'],
    [{ token_endpoint_auth_method: 'none' }, '#/token_endpoint_auth_method'],
    [{ approved: true }, '#'],
  ])('%j is refused, and the answer says where', async (changes, pointer) => {
    const { status, json } = await caller.post('/api/admin/apps', lanes(changes));
    expect(status).toBe(422);
    expect((json.errors as { pointer: string }[]).map((one) => one.pointer)).toEqual([pointer]);
  });

  test('an app without the scope changes nothing, and one that is not there is not found', async () => {
    const reader = await ApiCaller.open(service, ['admin:apps.read', 'admin:keys.read']);
    for (const path of [
      'apps',
      `apps/${parks.id}/pause`,
      `apps/${parks.id}/rotate-secret`,
      'keys/make-next',
    ])
      expect((await reader.post(`/api/admin/${path}`, lanes())).status).toBe(403);
    for (const act of ['pause', 'resume', 'rotate-secret', 'end-old-secret', 'change'])
      expect((await caller.post(`/api/admin/apps/nobody/${act}`, {})).json.code).toBe(
        'app-not-found',
      );
    reader.app.close();
  });

  test('keys are seen and changed a step at a time', async () => {
    const { json } = await caller.get('/api/admin/keys');
    expect((json.keys as object[]).length).toBe(2);
    expect((await caller.post('/api/admin/keys/change-over', {})).json.status).toBe(
      'nothing-to-do',
    );
    expect((await caller.post('/api/admin/keys/make-next', {})).json).toMatchObject({
      status: 'done',
      ready_at: null,
    });
    expect((await caller.post('/api/admin/keys/change-over', {})).json).toMatchObject({
      status: 'too-early',
      kids: [],
      ready_at: expect.any(String),
    });
    expect((await caller.post('/api/admin/keys/retire-previous', {})).json.status).toBe(
      'nothing-to-do',
    );
  });

  test('an app asks that a key be retired, and cannot do it', async () => {
    const { json } = await caller.get('/api/admin/keys');
    const kid =
      (json.keys as { kid: string; state: string }[]).find(({ state }) => state === 'current')
        ?.kid ?? '';
    const asked = await caller.post(`/api/admin/keys/${kid}/ask-retirement`, {});
    expect(asked.json).toEqual({ kid, status: 'asked' });
    expect((await caller.get('/.well-known/jwks.json')).text).toContain(kid);
    const [row] = await service.database.query('select asked_by from civic.key_retirement');
    expect(row).toEqual({ asked_by: caller.app.id });
    for (const stranger of ['A'.repeat(43), 'x'])
      expect((await caller.post(`/api/admin/keys/${stranger}/ask-retirement`, {})).json.code).toBe(
        'key-not-found',
      );
  });
});

describe('what a person must approve', () => {
  const approved = { scopesApproved: true };
  const byApp = {
    actor: { kind: 'app', id: 'desk' },
    scopes: ['admin:apps.read', 'admin:apps.change'],
  } as const;
  const desk = () => service.running.app.get(AppDesk);
  const newApp = (changes: Partial<NewApp> = {}): NewApp => ({
    id: `own-${(count += 1)}`,
    name: 'Own',
    department: 'City Hall',
    purpose: 'To help.',
    kind: 'confidential',
    redirectUris: ['https://own.example.gov/'],
    scopes: ['openid'],
    ...changes,
  });

  test('an app gives to none, whatever it says', async () => {
    const refused = { kind: 'refused', rule: 'scope-not-approved' };
    const wish = newApp({ scopes: ['openid', 'linked_account_ids'], ...approved });
    expect(await desk().register(byApp, wish)).toMatchObject(refused);
    const plain = newApp();
    await desk().register(byApp, plain);
    const changes = { scopes: ['openid', 'linked_account_ids'], ...approved };
    expect(await desk().change(byApp, { id: plain.id, changes })).toMatchObject(refused);
  });

  test('an app that has it is out of reach for apps, except to be paused', async () => {
    const helper = await ApiCaller.open(service, ['admin:links.revoke']);
    const { id, secret } = helper.app;
    for (const act of ['rotate-secret', 'end-old-secret', 'resume', 'change'])
      expect((await caller.post(`/api/admin/apps/${id}/${act}`, {})).status).toBe(403);
    expect(await works(id, secret)).toBe(true);
    expect(await order(`${id}/pause`)).toMatchObject({ status: 'done' });
    helper.app.close();
  });

  test.each(staffRoles.filter((role) => role !== 'operator'))(
    'the services refuse %s',
    async (role) => {
      const by = { actor: { kind: 'staff', id: 'somebody' }, role } as const;
      for (const act of [
        () => desk().register(by, newApp()),
        () => desk().change(by, { id: parks.id, changes: { name: 'Mine' } }),
        () => desk().rotateSecret(by, parks.id),
        () => desk().endOldSecret(by, parks.id),
        () => desk().pause(by, parks.id),
        () => desk().resume(by, parks.id),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
      expect((await desk().find(by, parks.id))?.app.name).toBe('Parks Pass');
    },
  );

  test('nobody without a role and a scope sees or does anything', async () => {
    const nobody = { actor: { kind: 'staff', id: 'somebody' } } as const;
    for (const act of [
      () => desk().list(nobody),
      () => desk().find(nobody, parks.id),
      () => desk().pause(nobody, parks.id),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

test('at the terminal a secret is changed once in its overlap, unless the old one is ended', async () => {
  const civicLink = commandLine(service);
  const { id, secret } = await register();
  const rotate = ['apps', 'rotate-secret', id];
  expect((await civicLink(...rotate)).code).toBe(0);
  const refused = await civicLink(...rotate);
  expect([refused.code, refused.out]).toEqual([
    1,
    expect.stringContaining(`apps end-old-secret ${id}`),
  ]);
  expect((await civicLink('apps', 'end-old-secret', id)).out).toBe('Done.\n');
  expect((await civicLink('apps', 'end-old-secret', id)).code).toBe(1);
  expect((await civicLink(...rotate)).code).toBe(0);
  await service.travel(2);
  expect(await works(id, secret)).toBe(false);
}, 120_000);
