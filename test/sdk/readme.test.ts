import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';
import { CityService } from '../support/city-service.ts';
import { newPerson } from '../support/evidence.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* The examples of the verifier's README, as they stand there, against a running service. */

const readme = readFileSync('sdk/README.md', 'utf8');
// Inside the checkout, so that what the examples import is found.
const folder = join('.cache', `readme-${process.pid}`);
let service: TestService;
let parks: CityService;
const started: ChildProcess[] = [];
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  service = await startTestService({}, new RunningClock());
  parks = await CityService.register(service, {
    id: 'parks',
    scopes: ['openid', 'offline_access', 'revocations.read'],
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
  });
});
afterAll(async () => {
  for (const child of started) child.kill();
  rmSync(folder, { recursive: true });
  parks.close();
  await service.stop();
});

/** The code under a heading. */
function exampleOf(heading: string): { language: string; code: string } {
  const section = readme.split(`\n## ${heading}\n`)[1] ?? '';
  const [, language = '', code = ''] = /```(\w+)\n([^]*?)```/.exec(section) ?? [];
  return { language, code };
}

/** As the compilers of the frameworks would turn it into JavaScript. */
function compiled({ language, code }: { language: string; code: string }): string {
  if (language === 'js') return code;
  const parser = { syntax: 'typescript', decorators: true } as const;
  const transform = { legacyDecorator: true, decoratorMetadata: true };
  const { code: script } = transformSync(code, {
    jsc: { target: 'es2022', parser, transform },
    module: { type: 'es6' },
  });
  return script;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Runs an example, and returns where it answers. */
async function run(heading: string): Promise<string> {
  const file = join(folder, `${heading.toLowerCase()}.mjs`);
  writeFileSync(file, compiled(exampleOf(heading)));
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    CIVIC_LINK_ISSUER: service.url,
    CIVIC_LINK_SECRET: parks.secret,
  };
  started.push(fork(file, [], { env, execArgv: [] }));
  return `http://localhost:${port}/passes`;
}

async function ask(address: string, token?: string): Promise<Response> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  for (let patience = 0; ; patience += 1) {
    try {
      return await fetch(address, { headers });
    } catch (error) {
      if (patience > 200) throw error;
      await pass(50);
    }
  }
}

test('the shortest example has ten lines, without what it imports', () => {
  const lines = exampleOf('Express').code.trim().split('\n');
  const rest = lines.filter((line) => line !== '' && !line.startsWith('import '));
  expect(rest.length).toBeLessThanOrEqual(10);
});

describe.each(['Express', 'Fastify', 'Nest'])('the example for %s', (heading) => {
  test('lets a good token in, and one that was revoked no more', async () => {
    const address = await run(heading);
    const resident = new Resident(service);
    await resident.link('google', { person: newPerson(service) });
    const { accessToken } = await parks.connect(resident, { scope: 'openid' });
    const nobody = await ask(address);
    expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const somebody = await ask(address, accessToken);
    expect([somebody.status, await somebody.json()]).toEqual([
      200,
      { resident: expect.any(String) },
    ]);
    await parks.post('/oauth/revoke', { token: accessToken });
    let answer = somebody;
    for (let tries = 0; answer.status === 200 && tries < 250; tries += 1) {
      await pass(20);
      answer = await ask(address, accessToken);
    }
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: 'revoked' }]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  }, 30_000);
});

test.each([
  ['an ES module', "import { createVerifier } from '@civic-link/verifier';", 'mjs'],
  ['CommonJS', "const { createVerifier } = require('@civic-link/verifier');", 'cjs'],
])('the package is there as %s', async (_what, first, extension) => {
  const file = join(folder, `form.${extension}`);
  writeFileSync(file, `${first}\nprocess.send(typeof createVerifier);\n`);
  const child = fork(file, [], { execArgv: [] });
  expect(await once(child, 'message')).toEqual(['function', undefined]);
});

test('nothing in the package is there on one platform alone', () => {
  const own = [
    'index',
    'verifier',
    'signatures',
    'key-set',
    'revocation-list',
    'revoked-set',
    'pace',
  ];
  const texts = [...own, 'options', 'service-token', 'introspection', 'bearer', 'claims'].map(
    (name) => readFileSync(`sdk/src/${name}.ts`, 'utf8'),
  );
  expect(texts.join('\n')).not.toMatch(/from 'node:|\bprocess\.|\bBuffer\b|\brequire\(|__dirname/);
});
