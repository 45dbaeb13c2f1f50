import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { commands } from '../../src/cli/run-command.ts';
import { UsageError } from '../../src/cli/command.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { providerClients } from '../support/test-config.ts';

/* What can go wrong between an operator, a key file and Google is said in a sentence, and is never a stack of calls. */

const names = ['risc register', 'risc verify', 'risc status'] as const;
const folder = mkdtempSync(join(tmpdir(), 'risc-'));
const good = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const asked: string[] = [];
let answer = { status: 200, body: '{}' };
/** What an operator reaches at Google's address. */
const google = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});
let service: TestService;
beforeAll(async () => {
  await once(google.listen(0, '127.0.0.1'), 'listening');
  const managementUrl = `http://127.0.0.1:${(google.address() as AddressInfo).port}/v1beta`;
  const { id: clientId, secret: clientSecret } = providerClients.google;
  service = await startTestService({}, undefined, {
    more: {
      clients: {},
      settings: (endpoints) => {
        const risc = { ...endpoints.google.risc, managementUrl };
        return { google: { clientId, clientSecret, endpoints: { ...endpoints.google, risc } } };
      },
    },
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  google.close();
  await service.stop();
});
beforeEach(() => {
  asked.length = 0;
});

async function run(name: string, file: string, at = service) {
  const lines: string[] = [];
  const print = (line: string): number => lines.push(line);
  const args = ['--key', file];
  const code = await commands[name]?.run({ app: at.running.app, args, print });
  return { code, out: lines.join('\n') };
}

function fileOf(text: string): string {
  const file = join(folder, 'account.json');
  writeFileSync(file, text);
  return file;
}

function accountWith(key: string): string {
  return fileOf(JSON.stringify({ client_email: 'risc@city.example', private_key: key }));
}

const pem = { type: 'pkcs8', format: 'pem' } as const;
const goodFile = (): string => accountWith(good.export(pem).toString());

describe.each(names)('%s', (name) => {
  test.each([
    ['that is no JSON', () => fileOf('not json'), 'is no JSON file that can be read'],
    ['that is a list', () => fileOf('[]'), 'no key file of a service account'],
    ['that is null', () => fileOf('null'), 'no key file of a service account'],
    ['without a private key', () => fileOf('{"client_email":"a@b"}'), 'or no private_key in it'],
    [
      'with a key that cannot be read',
      () => accountWith('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'),
      'no RSA key of 2048 bits that can be read',
    ],
    [
      'with a key under a password',
      () => accountWith(good.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' }).toString()),
      'no RSA key of 2048 bits',
    ],
    [
      'with a key of another kind',
      () =>
        accountWith(
          generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString(),
        ),
      'no RSA key of 2048 bits',
    ],
    [
      'with a short key',
      () =>
        accountWith(
          generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pem).toString(),
        ),
      'no RSA key of 2048 bits',
    ],
  ])('says so of a file %s, and sends nothing', async (_, file, sentence) => {
    const trial = run(name, file());
    await expect(trial).rejects.toThrow(UsageError);
    await expect(trial).rejects.toThrow(sentence);
    expect(asked).toEqual([]);
  });

  test.each([
    ['no JSON', { status: 200, body: '<h1>Sign in to the Wi-Fi</h1>' }],
    ['nothing', { status: 200, body: '' }],
    ['a list', { status: 200, body: '[]' }],
    ['a redirect', { status: 302, body: '' }],
  ])('says so of an answer that is %s', async (_, odd) => {
    answer = odd;
    const { code, out } = await run(name, goodFile());
    expect([code, out]).toEqual([1, expect.stringContaining('not what Google says there')]);
    expect(asked.length).toBe(1);
  });

  test('says what else went wrong', async () => {
    answer = { status: 403, body: '{}' };
    expect(await run(name, goodFile())).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Google refused\./),
    });
    answer = { status: 500, body: '{}' };
    expect(await run(name, goodFile())).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Google did not answer\./),
    });
  });
});

test('risc status says so of a registration that has another form', async () => {
  for (const odd of ['{"delivery":"here"}', '{"events_requested":"all"}', '{"delivery":{}}']) {
    answer = { status: 200, body: odd };
    const { code, out } = await run('risc status', goodFile());
    expect([code, out]).toEqual([1, expect.stringContaining('not what Google says there')]);
  }
});

test('where the service is not registered at Google, nothing is asked there', async () => {
  const settings = () => ({ google: null });
  const without = await startTestService({}, undefined, { more: { clients: {}, settings } });
  try {
    for (const name of names) {
      const { code, out } = await run(name, goodFile(), without);
      expect([code, out]).toEqual([1, expect.stringContaining('is not registered at Google')]);
    }
  } finally {
    await without.stop();
  }
  expect(asked).toEqual([]);
});
