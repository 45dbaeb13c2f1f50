import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { commands } from '../../src/cli/run-command.ts';
import { UsageError } from '../../src/cli/command.ts';
import { Database } from '../../src/platform/database/database.ts';
import { SealedSignals } from '../../src/signals/sealed-signals.ts';
import { RunningClock } from '../support/fixed-clock.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/* Operators register at Google with a key that is there for one command. */

const audience = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const email = 'risc@city.iam.gserviceaccount.com';
const folder = mkdtempSync(join(tmpdir(), 'risc-'));
const file = join(folder, 'account.json');
let service: TestService;
beforeAll(async () => {
  service = await startTestService({}, new RunningClock());
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, JSON.stringify({ client_email: email, private_key, private_key_id: 'k1' }));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await service.stop();
});

async function run(name: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const { app } = service.running;
  const code = await commands[name]?.run({ app, args, print: (line) => lines.push(line) });
  return { code: code ?? -1, out: lines.join('\n') };
}

const asked = () => service.simulator.requests.filter(({ endpoint }) => endpoint === 'stream');

test('nothing is registered before, and that is said', async () => {
  const { code, out } = await run('risc status', '--key', file);
  expect([code, out]).toEqual([1, expect.stringContaining('Nothing is registered at Google.')]);
  expect(out).toContain('No test signal has arrived yet.');
  expect((await run('risc verify', '--key', file)).code).toBe(1);
});

test('register asks for every event that the service knows, with a token signed by the account', async () => {
  const { code, out } = await run('risc register', '--key', file);
  expect([code, out]).toEqual([0, expect.stringContaining(`${service.url}/signals/google`)]);
  const call = asked().at(-1);
  expect(call?.method).toBe('POST');
  const token = call?.headers.authorization?.replace('Bearer ', '') ?? '';
  const { header, payload } = jwt.verify(token, publicKey, {
    algorithms: ['RS256'],
    audience,
    issuer: email,
    complete: true,
  });
  expect(header).toMatchObject({ alg: 'RS256', kid: 'k1' });
  const { iat = 0, exp = 0, sub } = payload as jwt.JwtPayload;
  expect([sub, exp - iat]).toEqual([email, 300]);
  const body = JSON.parse(call?.body ?? '') as { delivery: object; events_requested: string[] };
  expect(body.delivery).toEqual({
    delivery_method: 'https://schemas.openid.net/secevent/risc/delivery-method/push',
    url: `${service.url}/signals/google`,
  });
  expect(body.events_requested.length).toBe(8);
});

test('verify asks for a test signal, which arrives, and status shows it', async () => {
  const verified = await run('risc verify', '--key', file);
  const state = /test signal (\S+)\./.exec(verified.out)?.[1] ?? 'none';
  expect(verified.code).toBe(0);
  const { code, out } = await run('risc status', '--key', file);
  expect(code).toBe(0);
  expect(out).toContain(`Google sends to ${service.url}/signals/google`);
  expect(out).toContain(`The last test signal, ${state}, arrived 20`);
});

test('whatever is no key of a service account is not sent anywhere', async () => {
  const before = asked().length;
  await expect(run('risc register')).rejects.toThrow(UsageError);
  writeFileSync(join(folder, 'other.json'), '{"client_email":"x"}');
  await expect(run('risc register', '--key', join(folder, 'other.json'))).rejects.toThrow(
    UsageError,
  );
  await expect(run('risc register', '--key', join(folder, 'none'))).rejects.toThrow(UsageError);
  expect(asked().length).toBe(before);
});

test('Google that refuses or is away is said', async () => {
  const { simulator } = service;
  await simulator.close();
  const { code, out } = await run('risc status', '--key', file);
  expect([code, out]).toEqual([1, expect.stringContaining('Google did not answer')]);
});

test('signals that wait are listed, and let go or thrown away', async () => {
  expect(await run('signals waiting')).toEqual({ code: 0, out: 'Nothing waits.' });
  expect((await run('signals release', 'facebook')).code).toBe(1);
  await expect(run('signals discard')).rejects.toThrow(UsageError);
  const { app } = service.running;
  const wait = async (subject: string): Promise<void> => {
    const signal = {
      provider: 'facebook',
      account: { namespace: 'facebook:1', subject },
      at: new Date(),
      reason: 'provider_request',
    } as const;
    await app.get(SealedSignals).keep(app.get(Database), signal);
  };
  await wait('1');
  await wait('2');
  expect((await run('signals waiting')).out).toMatch(/^facebook {2}2 {2}since 20.* done 20/);
  expect(await run('signals release', 'facebook')).toEqual({ code: 0, out: '2 go on.' });
  await wait('3');
  expect(await run('signals discard', 'facebook')).toEqual({ code: 0, out: '1 are thrown away.' });
});
