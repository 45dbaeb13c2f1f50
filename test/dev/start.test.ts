import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HeadlessBrowser } from '../../dev/headless-browser.ts';
import type { Page } from '../../dev/headless-browser.ts';
import { freeLoopbackPort } from '../../dev/loopback.ts';
import { Program } from './program.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'civic-link-start-'));
let ports: Record<'service' | 'parksPass' | 'simulator' | 'postgres' | 'metrics', number>;
let program: Program;

function start(env?: NodeJS.ProcessEnv): Program {
  const flags = {
    data: dataDir,
    port: ports.service,
    'parks-pass-port': ports.parksPass,
    'simulator-port': ports.simulator,
    'postgres-port': ports.postgres,
    'metrics-port': ports.metrics,
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return new Program('start.js', args, env);
}

const parksPass = (path: string): URL => new URL(path, `http://localhost:${ports.parksPass}`);
const service = (path: string): URL => new URL(path, `http://localhost:${ports.service}`);

async function jsonOf(url: URL): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

function kept(file: string): string {
  return readFileSync(join(dataDir, file), 'utf8');
}

/** The checks on the page, each with whether it passed. */
function checksOn({ html }: Page): Record<string, boolean> {
  const lines = [...html.matchAll(/<li class="(passed|failed)" data-check="(\w+)">/g)];
  return Object.fromEntries(lines.map(([, outcome, name]) => [name, outcome === 'passed']));
}

beforeAll(async () => {
  const first = await freeLoopbackPort(43_000);
  ports = {
    service: first,
    parksPass: await freeLoopbackPort(first + 10),
    simulator: await freeLoopbackPort(first + 20),
    postgres: await freeLoopbackPort(first + 30),
    metrics: await freeLoopbackPort(first + 40),
  };
  program = start({ FORCE_COLOR: '1' });
  await program.says('Next:');
}, 60_000);

afterAll(async () => {
  await program.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start, with nothing set up', () => {
  test('serves residents in both languages, under the address that tokens name', async () => {
    const pages = await Promise.all(
      ['/', '/es'].map(async (path) => (await fetch(service(path))).text()),
    );
    expect(pages[0]).toContain('<html lang="en">');
    expect(pages[1]).toContain('<html lang="es">');
    const discovery = await jsonOf(service('/.well-known/openid-configuration'));
    expect(discovery.issuer).toBe(service('/').origin);
  });

  test('says on every page that it is a test site', async () => {
    expect(await (await fetch(service('/'))).text()).toContain('Test site.');
    const [door = ''] = /\S+\/staff\/enrol\/\S+/.exec(program.output) ?? [];
    expect(await (await fetch(door)).text()).toContain('Hello, Olga Operator.');
  });

  test('prints every address it printed steps for, and one next step, in colour', async () => {
    for (const port of [ports.service, ports.parksPass, ports.simulator, ports.metrics]) {
      expect(program.output).toContain(`:${port}`);
    }
    expect(program.lines.filter((line) => line.includes('Next:'))).toHaveLength(1);
    expect(program.output).toContain('\u001B[');
    const metrics = await fetch(`http://127.0.0.1:${ports.metrics}/metrics`);
    expect(metrics.status).toBe(200);
  });

  test('keeps what it made up where only its owner can read it', () => {
    for (const file of ['development-keys.json', 'sample-apps.json']) {
      expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
    }
  });

  test('does not run twice on one data folder', async () => {
    const second = start();
    expect(await second.exitCode()).toBe(1);
    expect(second.output).toContain('already runs');
  });

  test('refuses a port that is none', async () => {
    const other = new Program('start.js', ['--port', 'http']);
    expect(await other.exitCode()).toBe(1);
    expect(other.output).toContain('--port must be a port number');
  });
});

describe('Parks Pass', () => {
  const browser = new HeadlessBrowser();
  let page: Page;

  beforeAll(async () => {
    page = await browser.submit(await browser.open(parksPass('/')), '/sign-in');
    page = await browser.click(page, '/link/google');
    page = await browser.submit(page, '/link/google');
    page = await browser.submit(page, '/decide', { person: 'markup', outcome: 'approve' });
    page = await browser.click(page, '/link/review/');
    page = await browser.submit(page, '/link/review/', { save_name: 'yes', decision: 'save' });
    page = await browser.click(page, '/oauth/continue/');
    page = await browser.submit(page, '/connect/', { decision: 'yes' });
  });

  test('signs a resident in, and every check of the token passes', () => {
    expect(page.url.href).toBe(parksPass('/').href);
    expect(checksOn(page)).toEqual({
      signature: true,
      issuer: true,
      audience: true,
      type: true,
      expiry: true,
      introspection: true,
    });
  });

  test('shows the name as text, whatever it holds', () => {
    expect(page.html).toContain('&lt;b>Bo&lt;/b>');
    expect(page.html).not.toContain('<b>Bo');
  });

  test('shows the function that has run, and a curl command', () => {
    expect(page.html).toContain('function verifyAccessToken(');
    expect(page.html).toContain('/oauth/introspect');
    expect(page.html).not.toContain(JSON.parse(kept('sample-apps.json'))['city-help-desk']);
  });

  test('shows that the library must refuse its token', async () => {
    const library = await browser.submit(page, '/check', { trial: 'library' });
    expect(checksOn(library)).toMatchObject({ signature: true, audience: false });
  });

  test('shows that one changed letter breaks the signature', async () => {
    const broken = await browser.submit(page, '/check', { trial: 'broken-signature' });
    expect(checksOn(broken)).toMatchObject({ signature: false, introspection: false });
  });

  test('gets a new token', async () => {
    const refreshed = await browser.submit(page, '/refresh');
    expect(checksOn(refreshed)).toMatchObject({ signature: true, introspection: true });
    expect(refreshed.html).toContain('Here is a new token.');
  });

  test('shows, once the help desk has removed the link, a token that only looks right', async () => {
    const removed = await browser.submit(page, '/remove-link');
    expect(checksOn(removed)).toMatchObject({ signature: true, introspection: false });
    const refused = await browser.submit(removed, '/refresh');
    expect(refused.html).toContain('refused to give a new token');
  });

  test('signs out', async () => {
    expect((await browser.submit(page, '/sign-out')).html).toContain('Sign in to Parks Pass');
  });

  test('takes forms from its own pages only, and callbacks it waits for only', async () => {
    const headers = { origin: 'http://localhost:1' };
    const forged = await fetch(parksPass('/sign-out'), { method: 'POST', headers });
    expect(forged.status).toBe(403);
    const unexpected = await fetch(parksPass('/callback?code=x&state=y'), { redirect: 'manual' });
    expect(unexpected.headers.get('location')).toBe('/');
  });

  test('allows nothing inline', async () => {
    const { headers } = await fetch(parksPass('/es/'));
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('npm start again', () => {
  let keys: Record<string, unknown>;
  let secrets: string;
  let moved: number;
  let exitCode: number | null;
  let isDatabaseDown: boolean;

  beforeAll(async () => {
    keys = await jsonOf(service('/.well-known/jwks.json'));
    secrets = kept('sample-apps.json');
    exitCode = await program.stop();
    isDatabaseDown = !existsSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'));
    const stranger = createServer().listen(ports.service, '::1');
    await once(stranger, 'listening');
    program = start({ NO_COLOR: '1' });
    await program.says('Next:');
    stranger.close();
    moved = ports.service;
    ports.service = Number(/localhost:(\d+)\/es/.exec(program.output)?.[1]);
  }, 60_000);

  test('comes after an end in which everything was stopped', () => {
    expect({ exitCode, isDatabaseDown }).toEqual({ exitCode: 0, isDatabaseDown: true });
  });

  test('finds its data, keys and secrets again', async () => {
    expect(program.output).toMatch(/Migrations +nothing new/);
    expect(await jsonOf(service('/.well-known/jwks.json'))).toEqual(keys);
    expect(kept('sample-apps.json')).toBe(secrets);
  });

  test('passes over a port that a stranger has taken, and the issuer follows', async () => {
    expect(program.output).toContain(`Port ${moved} is taken by another program`);
    expect(ports.service).toBeGreaterThan(moved);
    const discovery = await jsonOf(service('/.well-known/openid-configuration'));
    expect(discovery.issuer).toBe(service('/').origin);
  });

  test('prints no colours to somebody who wants none', () => {
    expect(program.output).not.toContain('\u001B[');
  });
});
