import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { readSignedRequest } from '../../src/signals/facebook/signed-request.ts';
import { providerClients } from '../support/test-config.ts';

/* What the simulated providers tell is what a stranger would believe of the real ones. */

interface Told {
  url: string;
  type: string;
  body: string;
}

let simulator: Simulator;
let receiver: Server;
let to: string;
const told: Told[] = [];
beforeAll(async () => {
  simulator = await startSimulator({ clients: providerClients });
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      told.push({ url: request.url ?? '', type: request.headers['content-type'] ?? '', body });
      response.writeHead(202).end('taken');
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  to = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hear`;
});
afterAll(async () => {
  receiver.close();
  await simulator.close();
});

const order = async (provider: string, body: object): Promise<unknown> => {
  const url = `${simulator.url}/__sim/signals/${provider}`;
  return (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json();
};
const json = async (url: string): Promise<Record<string, unknown>> =>
  (await (await fetch(url)).json()) as Record<string, unknown>;

test('Google pushes a Security Event Token that its own documents let anybody verify', async () => {
  const answer = await order('google', {
    person: 'ana',
    event: 'account-disabled',
    reason: 'hijacking',
    to,
  });
  expect(answer).toEqual({ status: 202, body: 'taken' });
  const { configurationUrl, issuer } = simulator.endpoints.google.risc;
  const configuration = await json(configurationUrl);
  expect(configuration.issuer).toBe(issuer);
  const keys = createLocalJWKSet(
    (await json(String(configuration.jwks_uri))) as unknown as JSONWebKeySet,
  );
  const { type, body } = told.at(-1) ?? { type: '', body: '' };
  expect(type).toBe('application/secevent+jwt');
  const { payload } = await jwtVerify(body, keys, {
    issuer,
    audience: providerClients.google.id,
    typ: 'secevent+jwt',
    algorithms: ['RS256'],
  });
  expect(payload.exp).toBeUndefined();
  expect(payload.events).toEqual({
    'https://schemas.openid.net/secevent/risc/event-type/account-disabled': {
      subject: { subject_type: 'iss-sub', iss: issuer, sub: '110248495921238986420' },
      reason: 'hijacking',
    },
  });
});

test('Facebook posts a signed request in a form', async () => {
  expect(await order('facebook', { person: 'ana', to, issuedAt: 1_291_836_800 })).toEqual({
    status: 202,
    body: 'taken',
  });
  const { type, body } = told.at(-1) ?? { type: '', body: '' };
  expect(type).toMatch(/^application\/x-www-form-urlencoded/);
  const request = new URLSearchParams(body).get('signed_request');
  expect(readSignedRequest(request, providerClients.facebook.secret)).toMatchObject({
    userId: '10215846129043817',
    issuedAt: 1_291_836_800,
  });
});

test('an order that makes no sense is refused, and the stream is for service accounts', async () => {
  expect(await order('google', { event: 'ACCOUNT', to })).toHaveProperty('error');
  expect(await order('facebook', { to })).toHaveProperty('error');
  const { managementUrl } = simulator.endpoints.google.risc;
  expect((await fetch(`${managementUrl}/stream`)).status).toBe(403);
});
