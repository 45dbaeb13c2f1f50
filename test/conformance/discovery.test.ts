import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SystemClock } from '../../src/kernel/clock.ts';
import { cityProvider } from '../../src/providers/city.provider.ts';
import { Providers } from '../../src/providers/providers.ts';
import { eventually } from '../support/eventually.ts';
import { callbackUrl, impatient } from './harness.ts';

/* A provider that does not say where it is costs one person their patience, however many want to go there. */

const limits = {
  ...impatient,
  total: 2_000,
  circuit: { failures: 5, within: 10_000, retryAfter: 1_500 },
};
let server: Server;
let url: string;
let providers: Providers;
let waiting: ServerResponse[];
let asked: number;
let doesAnswer: boolean;
beforeEach(async () => {
  [waiting, asked, doesAnswer] = [[], 0, false];
  server = createServer((_, response) => {
    asked += 1;
    if (doesAnswer) answer(response);
    else waiting.push(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const city = {
    issuer: url,
    signInOrigin: url,
    clientId: 'us',
    clientSecret: 'secret',
    label: { en: 'City', es: 'Ciudad' },
    privacyUrl: url,
    settingsUrl: url,
    algorithm: 'RS256' as const,
  };
  const provider = cityProvider(city, callbackUrl('city'));
  providers = new Providers([provider], { clock: new SystemClock(), limits });
});
afterEach(async () => {
  await providers.onModuleDestroy();
  server.closeAllConnections();
  server.close();
});

function answer(response: ServerResponse): void {
  const document = {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

const goTo = () => providers.begin('city', { remember: async () => 'state', language: 'en' });
const comeBack = () => providers.finish('city', { code: 'code' }, 'verifier');

/** How long something took, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

test('more people than may talk to it at once wait for one answer', async () => {
  const trips = Array.from({ length: limits.inFlight + 10 }, goTo);
  await eventually(() => waiting.length === 1);
  answer(waiting[0] as ServerResponse);
  expect(await Promise.all(trips)).not.toContain(null);
  expect(asked).toBe(1);
});

test('one answer that does not come is one failure, and ends nobody’s exchange', async () => {
  expect(await Promise.all(Array.from({ length: 15 }, goTo))).toEqual(Array(15).fill(null));
  expect(await Promise.all(Array.from({ length: 15 }, comeBack))).toEqual(
    Array(15).fill({ kind: 'unavailable' }),
  );
  expect(asked).toBe(1);
  doesAnswer = true;
  await eventually(async () => (await goTo()) !== null);
  // The token endpoint speaks another language, but it is asked: no circuit is open in front of it.
  expect(await comeBack()).toEqual({ kind: 'provider-error' });
});

test('after one has waited in vain, everybody hears at once that it is not there', async () => {
  await goTo();
  for (let time = 0; time < 5; time += 1) expect(await timed(goTo)).toBeLessThan(limits.total / 2);
  expect(await timed(comeBack)).toBeLessThan(limits.total / 2);
  expect(asked).toBe(1);
});

test('nobody waits behind the one who tries it again', async () => {
  await goTo();
  await eventually(async () => {
    void goTo();
    return asked === 2;
  });
  expect(await timed(goTo)).toBeLessThan(limits.total / 2);
  expect(await timed(comeBack)).toBeLessThan(limits.total / 2);
  answer(waiting[1] as ServerResponse);
  await eventually(async () => (await goTo()) !== null);
  expect(asked).toBe(2);
});
