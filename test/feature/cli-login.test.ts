import { createServer } from 'node:http';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Terminal } from '../support/terminal.ts';

jest.setTimeout(90_000);

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.running.app.get(Apps).register({
    id: 'civic-link-cli',
    name: 'Civic Link at the terminal',
    department: 'City Hall',
    purpose: 'To try out a sign-in.',
    kind: 'public',
    redirectUris: ['http://127.0.0.1/callback'],
    scopes: ['openid', 'linked_accounts'],
  });
});
afterAll(() => service.stop());

const authorizeUrl = /http:\S+\/oauth\/authorize\?\S+/;

/** A resident who signs in and allows whatever the terminal asks for. */
async function visit(url: string): Promise<Resident> {
  const resident = new Resident(service);
  await resident.link('google', { person: newPerson(service) });
  const page = await resident.open(url);
  if (page.url.pathname.includes('/connect/'))
    await resident.browser.submit(page.url.pathname, { decision: 'yes' });
  return resident;
}

describe('test login', () => {
  test('signs in with nothing but the issuer, and explains what an app gets', async () => {
    const terminal = Terminal.start('test', 'login', '--issuer', service.url);
    const resident = await visit(await terminal.sees(authorizeUrl));
    expect(resident.page.text).toContain('close this page');
    const { code, out, err } = await terminal.end();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('an access token, an ID token');
    expect(out).toMatch(/ {2}iss +http:\/\/127\.0\.0\.1:\d+ +the service that issued it/);
    expect(out).toMatch(/ {2}exp +\d{4}-\S+Z, in \d.* until when it is good/);
    expect(out).toMatch(/ {2}linked_accounts +\[\{"provider":"google"/);
    expect(out.match(/all good/g)).toHaveLength(2);
    expect(out).toMatch(/Everything fits\.\n$/);
  });

  test('as an app with a secret asks whether the token is active, and prints no secret and no token', async () => {
    const app = await CityService.register(service);
    const file = join(tmpdir(), `${app.id}.secret`);
    writeFileSync(file, `${app.secret}\n`, { mode: 0o600 });
    app.close();
    const args = ['--client', app.id, '--secret-file', file, '--redirect', app.callback];
    const more = ['--scope', 'openid', '--scope', 'offline_access'];
    const terminal = Terminal.start('test', 'login', '--issuer', service.url, ...args, ...more);
    await visit(await terminal.sees(authorizeUrl));
    const { code, out, err } = await terminal.end();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('a refresh token');
    expect(out).toMatch(/Introspection\n {2}active +true/);
    expect(out).not.toContain(app.secret);
    expect(out).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  });
});

describe('what goes wrong is said with its likely cause and what to do', () => {
  const fails = (...args: string[]) =>
    Terminal.run('test', 'login', '--issuer', service.url, '--timeout', '60', ...args);

  test('nobody is there', async () => {
    const { code, err } = await Terminal.run('test', 'login', '--issuer', 'http://127.0.0.1:9');
    expect(code).toBe(1);
    expect(err).toMatch(/does not answer \(\S+\)\.\nStart it/);
  });

  test('a service elsewhere without https is not even asked', async () => {
    const { code, err } = await Terminal.run('test', 'login', '--issuer', 'http://link.example');
    expect([code, err]).toEqual([1, expect.stringContaining('Use the https address')]);
  });

  test('the other name of this machine', async () => {
    const other = service.url.replace('127.0.0.1', 'localhost');
    const { code, err } = await Terminal.run('test', 'login', '--issuer', other);
    expect([code, err]).toEqual([1, expect.stringMatching(/describe itself|calls itself/)]);
  });

  test.each([
    ['an unknown app', ['--client', 'nobody'], 'does not know the app'],
    ['a redirect that is not registered', ['--redirect', 'http://127.0.0.1/x'], 'letter by letter'],
    ['a scope that the app does not have', ['--scope', 'offline_access'], 'Check --scope'],
  ])('%s', async (_what, args, says) => {
    const { code, err } = await fails(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(says)]);
  });

  test('a wrong secret', async () => {
    const app = await CityService.register(service);
    app.close();
    const args = ['--client', app.id, '--secret', 'wrong', '--redirect', app.callback];
    const terminal = Terminal.start('test', 'login', '--issuer', service.url, ...args);
    await visit(await terminal.sees(authorizeUrl));
    const { code, err } = await terminal.end();
    expect([code, err]).toEqual([1, expect.stringMatching(/invalid_client\.\nThe client id or/)]);
  });

  test('a resident who says no', async () => {
    const terminal = Terminal.start('test', 'login', '--issuer', service.url);
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const page = await resident.open(await terminal.sees(authorizeUrl));
    await resident.browser.submit(page.url.pathname, { decision: 'no' });
    const { code, err } = await terminal.end();
    expect([code, err]).toEqual([1, expect.stringContaining('The resident said no')]);
  });

  test.each<[what: string, change: (back: URL) => void, says: string]>([
    ['an answer to another request', (back) => back.searchParams.set('state', 'x'), 'The state'],
    [
      'an answer from another issuer',
      (back) => back.searchParams.set('iss', 'https://elsewhere.example'),
      'https://elsewhere.example',
    ],
    ['an answer without issuer', (back) => back.searchParams.delete('iss'), 'from nobody'],
    ['a code that is none', (back) => back.searchParams.set('code', 'x'), 'invalid_grant'],
  ])('%s', async (_what, change, says) => {
    const terminal = Terminal.start('test', 'login', '--issuer', service.url);
    const sent = new URL(await terminal.sees(authorizeUrl)).searchParams;
    const back = new URL(sent.get('redirect_uri') ?? '');
    const answer = { code: 'x', state: sent.get('state') ?? '', iss: service.url };
    back.search = new URLSearchParams(answer).toString();
    change(back);
    await fetch(back);
    const { code, err } = await terminal.end();
    expect([code, err]).toEqual([1, expect.stringContaining(says)]);
  });

  test('nobody who comes back', async () => {
    const args = ['test', 'login', '--issuer', service.url, '--timeout', '1'];
    const { code, err } = await Terminal.run(...args);
    expect([code, err]).toEqual([1, expect.stringContaining('Nobody came back within 1 seconds')]);
  });

  test('Ctrl-C ends it and frees the port', async () => {
    const terminal = Terminal.start('test', 'login', '--issuer', service.url);
    const sent = new URL(await terminal.sees(authorizeUrl)).searchParams;
    terminal.interrupt();
    expect(await terminal.end()).toMatchObject({
      code: 1,
      err: expect.stringContaining('Stopped'),
    });
    const { port } = new URL(sent.get('redirect_uri') ?? '');
    const next = createServer().listen(Number(port), '127.0.0.1');
    await once(next, 'listening');
    expect((next.address() as AddressInfo).port).toBe(Number(port));
    next.close();
  });

  test('wrong options are answered with the usage', async () => {
    for (const args of [['--timeout', '0'], ['--redirect', 'https://x.example/'], ['--what']]) {
      expect(await fails(...args.map(String))).toMatchObject({
        code: 2,
        err: expect.stringContaining('Usage: civic-link test login'),
      });
    }
  });
});
