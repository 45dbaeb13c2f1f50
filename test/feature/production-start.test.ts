import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from '../../dev/postgres/free-port.ts';
import { createDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

/** These tests run the built program in plain Node, as production does. */
const program = 'dist/src/main.js';
const secret = randomBytes(32).toString('base64');

let database: TestDatabase;
let travelling: TestDatabase;
beforeAll(async () => {
  travelling = await createDatabase();
  database = await createDatabase();
  await database.query(
    `create or replace function civic.now() returns timestamptz language sql stable parallel safe
     return pg_catalog.now()`,
  );
});
afterAll(async () => {
  await database.drop();
  await travelling.drop();
});

const complete = async (): Promise<Record<string, string>> => ({
  ISSUER: 'https://link.example.gov',
  DATABASE_URL: database.serviceUrl,
  VAULT_KEY_RING: `one:${secret}`,
  VAULT_INDEX_KEY: randomBytes(32).toString('base64'),
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: 'google-client-secret',
  HOST: '127.0.0.1',
  PORT: String(await freePort(31_000)),
  METRICS_PORT: String(await freePort(32_000)),
});

/** Staff come in with the city's own identity provider. */
const directory = {
  STAFF_OIDC_ISSUER: 'https://login.example.gov/city/v2.0',
  STAFF_OIDC_CLIENT_ID: 'civic-link',
  STAFF_OIDC_CLIENT_SECRET: 'directory-client-secret',
  STAFF_OIDC_OPERATOR: 'civic-operators',
};

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: environment });
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  return { child, output: () => output };
}

async function refusal(changes: Record<string, string | undefined>) {
  const environment = Object.entries({ ...(await complete()), ...changes });
  const given = environment.filter((pair): pair is [string, string] => pair[1] !== undefined);
  const { child, output } = run(Object.fromEntries(given));
  const [code] = (await once(child, 'exit')) as [number];
  return { code, says: output() };
}

describe('a half-set service refuses to start, naming the setting and no secret', () => {
  test.each<[setting: string, changes: Record<string, string | undefined>]>([
    ['ISSUER', { ISSUER: undefined }],
    ['ISSUER', { ISSUER: 'http://link.example.gov' }],
    ['ISSUER', { ISSUER: 'https://link.example.gov/path' }],
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['VAULT_KEY_RING', { VAULT_KEY_RING: undefined }],
    ['VAULT_KEY_RING', { VAULT_KEY_RING: `one:${secret.slice(4)}` }],
    ['VAULT_INDEX_KEY', { VAULT_INDEX_KEY: 'short' }],
    ['KEY_ROTATION_DAYS', { KEY_ROTATION_DAYS: '0' }],
    ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_SECRET: undefined }],
    ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_SECRET: '' }],
    [
      'FACEBOOK_GRAPH_VERSION',
      { FACEBOOK_APP_ID: '1', FACEBOOK_APP_SECRET: 'x', FACEBOOK_GRAPH_VERSION: 'v3.2' },
    ],
    ['GOOGLE_CLIENT_ID', { GOOGLE_CLIENT_ID: undefined, GOOGLE_CLIENT_SECRET: undefined }],
    ['STAFF_OIDC_ISSUER', { STAFF_OIDC_OPERATOR: 'civic-operators' }],
    ['STAFF_OIDC_ISSUER', { ...directory, STAFF_OIDC_ISSUER: 'http://login.example.gov' }],
    ['STAFF_OIDC_ISSUER', { ...directory, STAFF_OIDC_ISSUER: 'http://localhost:3000' }],
    ['STAFF_OIDC_ISSUER', { ...directory, STAFF_OIDC_ISSUER: 'https://login.example.gov/?a=b' }],
    ['STAFF_OIDC_CLIENT_ID', { ...directory, STAFF_OIDC_CLIENT_ID: undefined }],
    ['STAFF_OIDC_CLIENT_SECRET', { ...directory, STAFF_OIDC_CLIENT_SECRET: undefined }],
    ['STAFF_OIDC_OPERATOR', { ...directory, STAFF_OIDC_OPERATOR: undefined }],
    ['STAFF_OIDC_VIEWER', { ...directory, STAFF_OIDC_VIEWER: 'civic-operators' }],
    ['STAFF_OIDC_SCOPE', { ...directory, STAFF_OIDC_SCOPE: 'profile' }],
    ['VAULT_KEY_RING_FILE', { VAULT_KEY_RING: undefined, VAULT_KEY_RING_FILE: '/nowhere/ring' }],
    ['DATABASE_URL', { DATABASE_URL: 'travelling' }],
    ['DATABASE_URL', { DATABASE_URL: 'admin' }],
  ])('%s: %j', async (setting, changes) => {
    const named: Record<string, string> = {
      travelling: travelling.serviceUrl,
      admin: database.adminUrl,
    };
    const url = named[changes.DATABASE_URL ?? ''];
    const { code, says } = await refusal({ ...changes, ...(url && { DATABASE_URL: url }) });
    expect({ code, says }).toEqual({
      code: 78,
      says: expect.stringMatching(new RegExp(`^${setting} .+\\.\\n$`)),
    });
    expect(says).not.toContain(secret);
    expect(says).not.toContain('google-client-secret');
    expect(says).not.toContain('directory-client-secret');
  });
});

test('complete settings start it; it answers under its own name, has no simulator, and stops when told', async () => {
  const environment: Record<string, string> = { ...(await complete()), ...directory };
  const { child, output } = run(environment);
  const port = Number(environment.PORT);
  await waitFor(async () => (await ask(port, '/health/ready')).statusCode === 200);

  const discovery = await ask(port, '/.well-known/openid-configuration');
  expect(discovery.headers['strict-transport-security']).toContain('max-age=31536000');
  expect(JSON.parse(await text(discovery))).toMatchObject({ issuer: 'https://link.example.gov' });
  expect(await text(await ask(port, '/'))).not.toContain('Test site');
  const before = await ask(port, '/link/google');
  expect(before.headers['content-security-policy']).toContain('https://accounts.google.com');

  const staff = await text(await ask(port, '/staff/sign-in'));
  expect(staff).toContain('Sign in with your city account');

  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
  expect(output()).toContain('service.started');
});

/** Asks under the public name, as a proxy in front of the service would. */
function ask(port: number, path: string): Promise<IncomingMessage> {
  const options = { host: '127.0.0.1', port, path, headers: { host: 'link.example.gov' } };
  return new Promise((resolve, reject) => get(options, resolve).on('error', reject));
}

async function waitFor(condition: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await condition().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('It did not come up in ten seconds.');
}
