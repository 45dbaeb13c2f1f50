import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { staffRoles } from '../../src/permissions/permissions.ts';
import { Tallies } from '../../src/platform/tallies/tallies.ts';
import type { Page } from '../support/browser.ts';
import { CityService } from '../support/city-service.ts';
import { ClientKeys } from '../support/client-keys.ts';
import { refuseEvents } from '../support/refused-events.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Clerk } from '../support/staff.ts';

let service: TestService;
let operator: Clerk;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService({ SIGN_IN_PER_MINUTE: '100000' });
  operator = await Clerk.start(service, 'operator');
  parks = await CityService.register(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});

const complete = {
  id: 'pools',
  name: 'Pool <Pass>',
  department: 'Parks',
  departmentEs: 'Parques',
  purpose: 'To book a lane.',
  purposeEs: 'Para reservar un carril.',
  use: 'server',
  authMethod: 'client_secret_basic',
  redirectUris: 'https://pools.example.gov/callback\r\nhttps://pools.example.gov/other\r\n',
  postLogoutRedirectUris: 'https://pools.example.gov/bye',
  scope: ['openid', 'offline_access'],
};

let count = 0;
const nextId = (): string => `app-no-${(count += 1)}`;
const shownSecret = ({ text }: Page): string => /<code>([\w-]{43})<\/code>/.exec(text)?.[1] ?? '';
const find = (id: string) => service.running.app.get(Apps).find(id);

async function register(fields: Record<string, string | string[]> = {}): Promise<Page> {
  await operator.open('/staff/apps/new');
  return operator.submit('/apps/new', { ...complete, id: nextId(), ...fields });
}

async function rotate(id: string): Promise<Page> {
  await operator.open(`/staff/apps/${id}/secret`);
  return operator.submit('/secret', { act: 'rotate' });
}

const works = async (id: string, secret: string): Promise<boolean> =>
  (await service.running.app.get(Apps).authenticate(id, secret)) !== null;

async function ledger(id: string): Promise<string[]> {
  const rows = await service.database.query<{ line: string }>(
    `select actor || ' ' || type as line from civic.ledger_entry where app_id = $1 order by id`,
    [id],
  );
  return rows.map(({ line }) => line.replace(operator.person.id, 'operator'));
}

describe('the list of apps', () => {
  test.each(staffRoles)(
    'is there for every role, and its changes for operators: %s',
    async (role) => {
      const clerk = await Clerk.start(service, role);
      const list = await clerk.open('/staff/apps');
      const app = await clerk.open(`/staff/apps/${parks.id}`);
      const may = role === 'operator';
      expect([list.status, app.status]).toEqual([200, 200]);
      expect([list, app].map(({ text }) => /apps\/(new|[\w-]+\/edit)"/.test(text))).toEqual([
        may,
        may,
      ]);
      expect((await clerk.open(`/staff/apps/${parks.id}/test`)).status).toBe(200);
      for (const path of ['new', `${parks.id}/edit`, `${parks.id}/secret`, `${parks.id}/state`]) {
        expect((await clerk.open(`/staff/apps/${path}`)).status).toBe(may ? 200 : 403);
      }
    },
  );

  test('says when an app last checked a token, and how many of its requests were refused', async () => {
    const quiet = /None in 7 days/;
    expect((await operator.open(`/staff/apps/${parks.id}`)).text).toMatch(quiet);
    await parks.introspect('nothing');
    await parks.redeem('nothing');
    await parks.redeem('nothing');
    await service.running.app.get(Tallies).flush();
    for (const path of ['/staff/apps', `/staff/apps/${parks.id}`]) {
      const { text } = await operator.open(path);
      expect(text).not.toMatch(quiet);
      expect(text).toContain('2 of 2 requests refused');
    }
    expect((await operator.open('/es/staff/apps')).text).toContain('2 de 2 solicitudes rechazadas');
  });

  test('does not know an app that is not there', async () => {
    for (const path of ['', '/test', '/edit', '/secret', '/state'])
      expect((await operator.open(`/staff/apps/nobody${path}`)).status).toBe(404);
  });
});

describe('registering an app in the console', () => {
  test('shows its secret once, with lines that hold its own values', async () => {
    const id = nextId();
    const page = await register({ id });
    const secret = shownSecret(page);
    expect([page.status, await works(id, secret)]).toEqual([200, true]);
    expect(page.text).toContain('https://pools.example.gov/callback');
    expect(await find(id)).toMatchObject({
      name: 'Pool <Pass>',
      department: { en: 'Parks', es: 'Parques' },
      redirectUris: ['https://pools.example.gov/callback', 'https://pools.example.gov/other'],
      scopes: ['openid', 'offline_access'],
      grantTypes: ['authorization_code', 'refresh_token'],
    });
    expect((await operator.open(`/staff/apps/${id}`)).text).not.toContain(secret);
    expect(await ledger(id)).toEqual(['operator app.registered']);
  });

  test.each<[string, Record<string, string | string[]>, string, string]>([
    ['no client ID', { id: '' }, 'id', 'Write a client ID'],
    ['an id that looks like a resident’s', { id: 'Pools' }, 'id', 'Write a client ID'],
    ['no name', { name: ' ' }, 'name', 'Write the name'],
    ['no kind', { use: '' }, 'use-server', 'Choose what kind'],
    [
      'an address without https',
      { redirectUris: 'http://a.example/' },
      'redirectUris',
      'Use https',
    ],
    [
      'an address with a wildcard',
      { redirectUris: 'https://*.a.example/' },
      'redirectUris',
      'Use https',
    ],
    [
      'an address with a fragment',
      { redirectUris: 'https://a.example/#x' },
      'redirectUris',
      'Use https',
    ],
    [
      'one bad address of several',
      { redirectUris: 'https://a.example/\nftp://b/' },
      'redirectUris',
      'ftp://b/',
    ],
    ['no address', { redirectUris: '' }, 'redirectUris', 'at least one return address'],
    [
      'an unsafe address after signing out',
      { postLogoutRedirectUris: 'http://a.example/' },
      'postLogoutRedirectUris',
      'Use https',
    ],
    [
      'a method without its keys',
      { authMethod: 'private_key_jwt' },
      'jwks',
      'Paste the public keys',
    ],
    [
      'keys that are none',
      { authMethod: 'private_key_jwt', jwks: '{' },
      'jwks',
      'public keys only',
    ],
    [
      'a scope that needs an approval',
      { scope: ['linked_account_ids'] },
      'approved',
      'if linked_account_ids was approved',
    ],
    [
      'a scope of staff for a website',
      { scope: ['admin:links.revoke'], approved: 'yes' },
      'scope-admin:links.revoke',
      'Only an app that works by itself',
    ],
    [
      'a scope there is not',
      { scope: ['everything'] },
      'scope-openid',
      'cannot ask for everything',
    ],
    ['a sector with blanks', { sector: 'a b' }, 'sector', 'for the sector'],
    ['an API by plain http', { resource: 'http://a.example' }, 'resource', 'for the API'],
  ])('with %s says so and keeps what was typed', async (_what, fields, field, message) => {
    const page = await register({ id: 'kept-id', ...fields });
    expect(page.status).toBe(422);
    expect(page.text).toContain(`href="#${field}"`);
    expect(page.text).toContain(message);
    expect(page.text).toMatch(new RegExp(`id="${field}"[^>]*`));
    expect(page.text).toContain('To book a lane.');
    expect(await find('kept-id')).toBeNull();
  });

  test('under an id that is taken leaves the app that has it alone', async () => {
    const page = await register({ id: parks.id, name: 'Impostor' });
    expect([page.status, page.text.includes('Another app has this client ID')]).toEqual([
      422,
      true,
    ]);
    expect((await find(parks.id))?.name).toBe('Parks Pass');
  });

  test('gives a browser app no secret, and a service app the scopes that were approved', async () => {
    const [open, own] = [nextId(), nextId()];
    const page = await register({ id: open, use: 'device' });
    expect([page.status, shownSecret(page)]).toEqual([200, '']);
    expect(await find(open)).toMatchObject({ kind: 'public', authMethod: 'none' });
    const scope = ['admin:links.revoke'];
    await register({ id: own, use: 'service', redirectUris: '', scope, approved: 'yes' });
    expect(await find(own)).toMatchObject({ scopes: scope, grantTypes: ['client_credentials'] });
  });

  test('with lines that run: an app that works by itself gets a token with them', async () => {
    const page = await register({
      use: 'service',
      redirectUris: '',
      scope: ['admin:apps.read'],
      approved: 'yes',
    });
    const lines = /<pre class="cl-snippet"><code>(.*?)<\/code>/s.exec(page.text)?.[1] ?? '';
    const code = lines.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const folder = mkdtempSync(join(import.meta.dirname, 'snippet-'));
    const file = join(folder, 'app.mjs');
    writeFileSync(file, `${code}\nconsole.log((await ownToken()).scope);\n`);
    const env = { ...process.env, CLIENT_SECRET: shownSecret(page), NODE_OPTIONS: '' };
    const { stdout } = await promisify(execFile)(process.execPath, [file], { env });
    rmSync(folder, { recursive: true });
    expect(stdout.trim()).toBe('admin:apps.read');
  });
});

describe('changing a registration in the console', () => {
  test('saves what is different and nothing else', async () => {
    const id = nextId();
    await register({ id });
    await operator.open(`/staff/apps/${id}/edit`);
    const fields = { ...complete, name: 'New name' };
    const page = await operator.submit('/edit', fields);
    expect(page.url.pathname).toBe(`/staff/apps/${id}`);
    expect(page.text).toContain('The registration is changed.');
    expect((await find(id))?.name).toBe('New name');
    const [row] = await service.database.query<{ settings: string[] }>(
      `select detail -> 'settings' as settings from civic.ledger_entry
       where app_id = $1 and type = 'app.changed'`,
      [id],
    );
    expect(row?.settings).toEqual(['name']);
  });

  test('to keys of its own takes the secret away, keeps keys that are not replaced, and shows a new secret on the way back', async () => {
    const id = nextId();
    const secret = shownSecret(await register({ id }));
    const edit = async (fields: Record<string, string>): Promise<Page> => {
      await operator.open(`/staff/apps/${id}/edit`);
      return operator.submit('/edit', { ...complete, ...fields });
    };
    const jwks = JSON.stringify(new ClientKeys('ES256', 'own-1').registered.jwks);
    await edit({ authMethod: 'private_key_jwt', jwks });
    expect([await works(id, secret), (await find(id))?.keys?.algorithm]).toEqual([false, 'ES256']);
    expect((await operator.open(`/staff/apps/${id}`)).text).toContain('ES256 own-1');
    await edit({ authMethod: 'private_key_jwt', name: 'Renamed' });
    expect((await find(id))?.keys).not.toBeNull();
    const back = shownSecret(await edit({ authMethod: 'client_secret_post' }));
    expect(await works(id, back)).toBe(true);
  });

  test('with something wrong keeps what was typed and changes nothing', async () => {
    const id = nextId();
    await register({ id });
    await operator.open(`/staff/apps/${id}/edit`);
    const page = await operator.submit('/edit', { ...complete, redirectUris: 'http://x.example/' });
    expect([page.status, page.text.includes('http://x.example/')]).toEqual([422, true]);
    expect((await find(id))?.redirectUris[0]).toBe('https://pools.example.gov/callback');
  });
});

describe('what an app hears', () => {
  const told = 'https://pools.example.gov/logged-out';

  test('of ends of sessions is registered, changed and taken back in the form', async () => {
    const id = nextId();
    await register({ id, backchannelLogoutUri: told, backchannelLogoutSessionRequired: 'yes' });
    const registered = async () => {
      const app = await find(id);
      return [app?.backchannelLogoutUri, app?.backchannelLogoutSessionRequired];
    };
    expect(await registered()).toEqual([told, true]);
    expect((await operator.open(`/staff/apps/${id}`)).text).toContain(told);
    const page = await operator.open(`/staff/apps/${id}/edit`);
    expect(page.text).toMatch(/name="backchannelLogoutSessionRequired"[^>]* checked/);
    const taken = { backchannelLogoutUri: '', backchannelLogoutSessionRequired: [] };
    await operator.submit('/edit', { ...complete, ...taken });
    expect(await registered()).toEqual([null, false]);
  });

  test('at an address that is not safe is refused at its own field', async () => {
    const page = await register({ backchannelLogoutUri: 'http://pools.example.gov/logged-out' });
    expect(page.status).toBe(422);
    expect(page.text).toMatch(
      /href="#backchannelLogoutUri">Use an https address that we can reach/,
    );
  });

  test('is seen by everybody, and sent again by an operator, once', async () => {
    const id = nextId();
    const path = `/staff/apps/${id}/deliveries`;
    await register({ id });
    expect((await operator.open(path)).text).toContain('This app hears of nothing.');
    await refuseEvents(service, id);
    const clerk = await Clerk.start(service, 'viewer');
    const seen = (await clerk.open(path)).text;
    expect(seen).toMatch(/Given up<\/dt><dd><bdi>2</);
    expect(seen).toContain('<code>invalid_key</code>');
    expect(seen).not.toContain('Send them again');
    expect((await operator.open(path)).text).toContain('We gave up on 2.');
    expect((await operator.submit('/deliveries')).text).toContain('They are on their way again.');
    const again = (await operator.open(path)).text;
    expect(again).toMatch(/Given up<\/dt><dd><bdi>0</);
    expect(again).not.toContain('Send them again');
    expect(await ledger(id)).toContain('operator events.replayed');
    expect((await operator.open(`/es${path}`)).text).toContain('Qué se avisa a');
  });

  test('of an app that nobody registered is not found', async () => {
    expect((await operator.open('/staff/apps/nobody/deliveries')).status).toBe(404);
  });
});

describe('a new secret', () => {
  test('works beside the old one for 24 hours, and alone after that', async () => {
    const id = nextId();
    const old = shownSecret(await register({ id }));
    const page = await rotate(id);
    const fresh = shownSecret(page);
    expect(page.text).toContain('The old secret works until');
    const both = async (): Promise<boolean[]> => [await works(id, old), await works(id, fresh)];
    expect(await both()).toEqual([true, true]);
    await service.travel(24 * 3600 - 1);
    expect(await both()).toEqual([true, true]);
    await service.travel(2);
    expect(await both()).toEqual([false, true]);
    operator = await Clerk.start(service, 'operator');
  });

  test('is refused while the old one works, so that its promised time is kept', async () => {
    const id = nextId();
    const old = shownSecret(await register({ id }));
    await operator.open(`/staff/apps/${id}/secret`);
    const form = operator.page;
    const fresh = shownSecret(await operator.submit('/secret', { act: 'rotate' }));
    operator.browser.page = form;
    const again = await operator.submit('/secret', { act: 'rotate' });
    expect([again.status, shownSecret(again)]).toEqual([422, '']);
    expect([await works(id, old), await works(id, fresh)]).toEqual([true, true]);
  });

  test('of two who ask at once is given to one, and the old one lives on', async () => {
    const id = nextId();
    const old = shownSecret(await register({ id }));
    const clerks = [operator, await Clerk.start(service, 'operator')];
    for (const clerk of clerks) await clerk.open(`/staff/apps/${id}/secret`);
    const pages = await Promise.all(
      clerks.map((clerk) => clerk.submit('/secret', { act: 'rotate' })),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200, 422]));
    const fresh = shownSecret(pages.find(({ status }) => status === 200)!);
    expect([await works(id, old), await works(id, fresh)]).toEqual([true, true]);
    expect((await ledger(id)).filter((line) => line.endsWith('secret-rotated'))).toHaveLength(1);
  });

  test('stays when somebody ends the old one before its time', async () => {
    const id = nextId();
    const old = shownSecret(await register({ id }));
    const fresh = shownSecret(await rotate(id));
    await operator.open(`/staff/apps/${id}/secret`);
    const form = operator.page;
    const page = await operator.submit('/secret', { act: 'end-old' });
    expect(page.text).toContain('The old secret has ended.');
    expect([await works(id, old), await works(id, fresh)]).toEqual([false, true]);
    operator.browser.page = form;
    const again = await operator.submit('/secret', { act: 'end-old' });
    expect(again.text).toContain('Nothing had to be changed.');
    expect(await ledger(id)).toEqual([
      'operator app.registered',
      'operator app.secret-rotated',
      'operator app.secret-ended',
    ]);
  });
});

describe('pausing an app', () => {
  test('stops it until somebody switches it on again', async () => {
    const id = nextId();
    const secret = shownSecret(await register({ id }));
    await operator.open(`/staff/apps/${id}/state`);
    expect((await operator.submit('/state')).text).toContain('The app is paused.');
    expect(await works(id, secret)).toBe(false);
    await operator.open(`/staff/apps/${id}/state`);
    expect((await operator.submit('/state')).text).toContain('The app is on again.');
    expect(await works(id, secret)).toBe(true);
    expect((await ledger(id)).slice(1)).toEqual(['operator app.disabled', 'operator app.enabled']);
  });
});

describe('testing an app', () => {
  test('builds an address that leads residents to its consent, and says what is to be looked at', async () => {
    const page = await operator.open(`/staff/apps/${parks.id}/test`);
    expect(page.text).toContain('The registration is complete.');
    expect(page.text).toContain('works only on the computer of a developer');
    expect(page.text).toContain('Residents read the English text in Spanish.');
    const [, address = ''] = /href="([^"]*oauth\/authorize[^"]*)"/.exec(page.text) ?? [];
    const url = new URL(address.replaceAll('&amp;', '&'));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: parks.id,
      redirect_uri: parks.callback,
      scope: 'openid linked_accounts offline_access',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    const start = await operator.browser.open(url);
    expect([start.status, start.text.includes('Parks Pass')]).toEqual([200, true]);
  });

  test('says what is missing for a paused app, and offers no address to open', async () => {
    const id = nextId();
    await register({ id });
    await operator.open(`/staff/apps/${id}/state`);
    await operator.submit('/state');
    const { text } = await operator.open(`/staff/apps/${id}/test`);
    expect(text).toContain('Something has to be mended');
    expect(text).not.toMatch(/href="[^"]*oauth\/authorize/);
  });

  test('says of an app that works by itself that nobody signs in', async () => {
    const id = nextId();
    await register({ id, use: 'service', redirectUris: '', scope: [] });
    const { text } = await operator.open(`/staff/apps/${id}/test`);
    expect(text).toContain('This app works by itself.');
  });
});
