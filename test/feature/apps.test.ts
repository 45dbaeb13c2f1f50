import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AppKeys } from '../../src/apps/app-keys.ts';
import { Apps } from '../../src/apps/apps.ts';
import type { NewApp } from '../../src/apps/city-app.ts';
import { RegistrySnapshot } from '../../src/apps/registry/registry-snapshot.ts';
import { configOf } from '../../src/config/load-config.ts';
import { noProviders } from '../../src/config/provider-config.ts';
import { settingsSchema } from '../../src/config/settings.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import type { Database } from '../../src/platform/database/database.ts';
import { Revocations } from '../../src/revocations/revocations.ts';
import { TestClock } from '../support/fixed-clock.ts';
import { openDatabase } from '../support/open-database.ts';
import type { OpenDatabase } from '../support/open-database.ts';
import { testSettings } from '../support/test-config.ts';

let opened: OpenDatabase;
const clock = new TestClock();
const settings = settingsSchema.parse(testSettings({ databaseUrl: 'postgres://nowhere/none' }));
const config = configOf(settings, noProviders);
let id: string;

beforeAll(async () => {
  opened = await openDatabase();
});
afterAll(() => opened.close());
beforeEach(() => {
  id = `app-${newId().slice(0, 8)}`;
});

function appsOn(database: Database): Apps {
  const ledger = new Ledger(database);
  return new Apps(
    config,
    database,
    new RegistrySnapshot(database, clock),
    ledger,
    new Revocations(database),
  );
}

const parks = (): NewApp => ({
  id,
  name: 'Parks Pass',
  department: 'Parks and Recreation',
  purpose: 'To keep your pass in one place.',
  kind: 'confidential',
  redirectUris: ['https://parks.example.gov/callback'],
  scopes: ['openid', 'linked_accounts', 'offline_access'],
});

/** Keys an app could come with: public ones on the right curve fit, all others do not. */
function keysOf(namedCurve: string, part: 'public' | 'private' = 'public'): AppKeys {
  const pair = generateKeyPairSync('ec', { namedCurve });
  const key = part === 'public' ? pair.publicKey : pair.privateKey;
  return { algorithm: 'ES256', jwks: { keys: [key.export({ format: 'jwk' })] } };
}

async function registered(apps: Apps, app: NewApp = parks()): Promise<string> {
  const outcome = await apps.register(app);
  if (outcome.kind !== 'registered') throw new Error(outcome.rule);
  return outcome.secret ?? '';
}

async function ledgerOf(appId: string): Promise<string[]> {
  const rows = await opened.query<{ type: string }>(
    'select type from civic.ledger_entry where app_id = $1 order by id',
    [appId],
  );
  return rows.map(({ type }) => type);
}

describe('registering an app', () => {
  test('gives it a secret of 256 bits, once, and keeps only its hash', async () => {
    const apps = appsOn(opened.database);
    const secret = await registered(apps);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const dump = await opened.query('select * from civic.app_secret where app_id = $1', [id]);
    expect(JSON.stringify(dump)).not.toContain(secret);
    expect(await ledgerOf(id)).toEqual(['app.registered']);
  });

  test('fills in the most private defaults', async () => {
    const apps = appsOn(opened.database);
    await registered(apps);
    expect(await apps.find(id)).toMatchObject({
      sector: id,
      resource: `urn:civic-link:app:${id}`,
      grantTypes: ['authorization_code', 'refresh_token'],
      accessTokenAlgorithm: 'ES256',
      idTokenAlgorithm: 'RS256',
      disabled: false,
    });
  });

  test('gives a public app no secret', async () => {
    const outcome = await appsOn(opened.database).register({ ...parks(), kind: 'public' });
    expect(outcome).toMatchObject({ kind: 'registered', secret: null });
  });

  test('keeps the keys of an app that signs assertions, and gives it no secret', async () => {
    const apps = appsOn(opened.database);
    const keys = keysOf('P-256');
    const outcome = await apps.register({ ...parks(), authMethod: 'private_key_jwt', keys });
    expect(outcome).toMatchObject({ kind: 'registered', secret: null });
    expect(await apps.find(id)).toMatchObject({ authMethod: 'private_key_jwt', keys });
    expect(await apps.rotateSecret(id, { overlapSeconds: 0 })).toEqual({ kind: 'no-secret' });
  });

  test('refuses an id that is taken, and leaves the app that has it alone', async () => {
    const apps = appsOn(opened.database);
    const secret = await registered(apps);
    const again = await apps.register({ ...parks(), name: 'Impostor' });
    expect(again).toEqual({ kind: 'refused', rule: 'id-taken', value: id });
    expect((await apps.authenticate(id, secret))?.name).toBe('Parks Pass');
  });

  test.each<[rule: string, change: Partial<NewApp>]>([
    ['id-malformed', { id: 'Parks Pass' }],
    ['id-malformed', { id: 'a1b2c3d4-0000-4000-8000-000000000000' }],
    ['text-missing', { name: '  ' }],
    ['text-missing', { purpose: 'two\nlines' }],
    ['redirect-uri-missing', { redirectUris: [] }],
    ['redirect-uri-unsafe', { postLogoutRedirectUris: ['http://parks.example.gov/bye'] }],
    ['auth-method-unfit', { authMethod: 'none' }],
    ['auth-method-unfit', { kind: 'public', authMethod: 'client_secret_post' }],
    ['auth-method-unfit', { keys: keysOf('P-256') }],
    ['keys-missing', { authMethod: 'private_key_jwt' }],
    ['keys-unfit', { authMethod: 'private_key_jwt', keys: keysOf('P-384') }],
    ['keys-unfit', { authMethod: 'private_key_jwt', keys: keysOf('P-256', 'private') }],
    ['scope-not-approved', { scopes: ['openid', 'linked_account_ids'] }],
    ['resource-malformed', { otherResources: ['urn:x:ok', 'https://a.example/#b'] }],
    ['scope-unknown', { scopes: ['openid', 'email'] }],
    ['scope-unknown', { scopes: ['constructor'] }],
    ['scope-for-services-only', { scopes: ['openid', 'admin:links.revoke'] }],
    ['scope-not-approved', { scopes: ['admin:links.revoke'], grantTypes: ['client_credentials'] }],
    ['grant-type-needs-secret', { kind: 'public', grantTypes: ['client_credentials'] }],
    ['grant-type-unknown', { grantTypes: ['password' as 'refresh_token'] }],
    ['resource-malformed', { resource: 'http://parks.example.gov' }],
    ['resource-malformed', { resource: '' }],
    ['sector-malformed', { sector: 'Parks!' }],
  ])('refuses by the rule %s: %j', async (rule, change) => {
    const outcome = await appsOn(opened.database).register({ ...parks(), ...change });
    expect(outcome).toMatchObject({ kind: 'refused', rule });
  });

  test('gives an admin scope to an app of its own kind, once that is approved', async () => {
    const apps = appsOn(opened.database);
    const desk = { ...parks(), scopes: ['admin:links.revoke'], scopesApproved: true };
    await registered(apps, { ...desk, redirectUris: [], grantTypes: ['client_credentials'] });
    expect((await apps.find(id))?.scopes).toEqual(['admin:links.revoke']);
  });
});

describe('authenticating an app', () => {
  test('accepts its secret and nothing else', async () => {
    const apps = appsOn(opened.database);
    const secret = await registered(apps);
    expect((await apps.authenticate(id, secret))?.id).toBe(id);
    for (const wrong of ['', `${secret}x`, secret.slice(1), '\0']) {
      expect(await apps.authenticate(id, wrong)).toBeNull();
    }
    expect(await apps.authenticate('nobody', secret)).toBeNull();
  });

  test('never accepts a secret for a public app', async () => {
    const apps = appsOn(opened.database);
    await registered(apps, { ...parks(), kind: 'public' });
    expect(await apps.authenticate(id, '')).toBeNull();
  });
});

describe('rotating a secret', () => {
  test('lets two live for the overlap, and not a moment longer', async () => {
    const apps = appsOn(opened.database);
    const first = await registered(apps);
    const rotation = await apps.rotateSecret(id, { overlapSeconds: 3600 });
    const second = rotation.kind === 'rotated' ? rotation.secret : '';
    expect(await apps.authenticate(id, first)).not.toBeNull();
    expect(await apps.authenticate(id, second)).not.toBeNull();
    await opened.travel(3601);
    clock.travel(3601);
    expect(await apps.authenticate(id, first)).toBeNull();
    expect(await apps.authenticate(id, second)).not.toBeNull();
    expect(await ledgerOf(id)).toEqual(['app.registered', 'app.secret-rotated']);
  });

  test('ends the older of two at once', async () => {
    const apps = appsOn(opened.database);
    const first = await registered(apps);
    await apps.rotateSecret(id, { overlapSeconds: 3600 });
    await apps.rotateSecret(id, { overlapSeconds: 3600 });
    expect(await apps.authenticate(id, first)).toBeNull();
    const alive = await opened.query('select 1 from civic.app_secret where app_id = $1', [id]);
    expect(alive).toHaveLength(2);
  });

  test('says why there is nothing to rotate', async () => {
    const apps = appsOn(opened.database);
    await registered(apps, { ...parks(), kind: 'public' });
    expect(await apps.rotateSecret(id, { overlapSeconds: 0 })).toEqual({ kind: 'no-secret' });
    expect(await apps.rotateSecret('nobody', { overlapSeconds: 0 })).toEqual({
      kind: 'unknown-app',
    });
  });

  test('retiring a secret reaches another replica within a second', async () => {
    const apps = appsOn(opened.database);
    const replica = appsOn(await opened.anotherReplica());
    const first = await registered(apps);
    clock.travel(1);
    expect(await replica.authenticate(id, first)).not.toBeNull();
    await apps.rotateSecret(id, { overlapSeconds: 0 });
    clock.travel(1);
    expect(await replica.authenticate(id, first)).toBeNull();
  });
});

describe('disabling an app', () => {
  test('refuses its secret, ends what it was given, and is on record', async () => {
    const apps = appsOn(opened.database);
    const revocations = new Revocations(opened.database);
    const secret = await registered(apps);
    const grant = newId();
    await revocations.cover(opened.database, grant, [{ rule: 'app', id }]);
    expect(await apps.disable(id)).toBe('done');
    expect(await apps.authenticate(id, secret)).toBeNull();
    expect((await apps.find(id))?.disabled).toBe(true);
    expect(await revocations.isDead(grant)).toBe(true);
    expect(await ledgerOf(id)).toEqual(['app.registered', 'app.disabled']);
  });

  test('twice changes nothing, and enabling does not bring the dead back', async () => {
    const apps = appsOn(opened.database);
    const revocations = new Revocations(opened.database);
    const secret = await registered(apps);
    const grant = newId();
    await revocations.cover(opened.database, grant, [{ rule: 'app', id }]);
    await apps.disable(id);
    expect(await apps.disable(id)).toBe('nothing-to-do');
    expect(await apps.enable(id)).toBe('done');
    expect(await apps.authenticate(id, secret)).not.toBeNull();
    expect(await revocations.isDead(grant)).toBe(true);
    expect(await apps.disable('nobody')).toBe('nothing-to-do');
  });
});

test('a flood of made-up client ids costs no database read', async () => {
  const apps = appsOn(opened.database);
  await registered(apps);
  await apps.find(id);
  const { pool } = opened.database;
  let reads = 0;
  pool.on('acquire', () => (reads += 1));
  for (let count = 0; count < 100; count += 1) await apps.authenticate(`made-up-${count}`, 'x');
  expect(reads).toBe(0);
});
