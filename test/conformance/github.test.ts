import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { exchangeLimits } from '../../src/platform/outgoing/limits.ts';
import { githubProvider } from '../../src/providers/github.provider.ts';
import { callbackUrl, clients, other, serviceOf, startProviders, travel } from './harness.ts';
import { runProviderConformance } from './provider.ts';

runProviderConformance('github', {
  provider: other('github'),
  asks: { prompt: 'select_account' },
  namespace: 'https://github.com',
  subject: '71157493',
  // A user ID is a number there, and keeps its digits however many there are.
  endings: { 'subject-number': 'identity', 'subject-big-number': 'identity' },
});

describe('GitHub', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startProviders();
  });
  beforeEach(() => simulator.reset());
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });
  afterAll(() => simulator.close());

  const endpoints = () => simulator.requests.map(({ endpoint }) => endpoint);

  test('C-41 tells user IDs apart that JavaScript takes for the same number', async () => {
    const { providers } = serviceOf([other('github')(simulator)]);
    const told: unknown[] = [];
    for (const github of ['9007199254740993', '9007199254740992']) {
      const subjects = { google: '1', facebook: '2', github };
      simulator.addPerson({ id: 'big', name: null, subjects });
      simulator.next({ provider: 'github', person: 'big', outcome: 'approve' });
      told.push(await travel(providers, 'github'));
    }
    const identity = { namespace: 'https://github.com', displayName: null };
    expect(told).toEqual([
      { kind: 'identity', identity: { ...identity, subject: '9007199254740993' } },
      { kind: 'identity', identity: { ...identity, subject: '9007199254740992' } },
    ]);
  });

  test.each(['0', '-7', '1.5', '1e3', '1E400', '12345678901234567890'])(
    'C-41 the number %s is nobody',
    async (github) => {
      const { providers } = serviceOf([other('github')(simulator)]);
      simulator.addPerson({
        id: 'odd',
        name: 'Odd',
        subjects: { google: '1', facebook: '2', github },
      });
      simulator.next({ provider: 'github', person: 'odd', outcome: 'approve' });
      expect(await travel(providers, 'github')).toEqual({ kind: 'provider-error' });
    },
  );

  test.each(['approve', 'subject-missing', 'userinfo-500'] as const)(
    'C-58 gets its grant back inside the callback, also after %s',
    async (outcome) => {
      const { providers } = serviceOf([other('github')(simulator)]);
      simulator.next({ provider: 'github', person: 'ana', outcome });
      await travel(providers, 'github');
      expect(endpoints()).toEqual(['authorize', 'token', 'profile', 'grant']);
      const [grant] = simulator.requests.slice(-1);
      expect(grant?.url).toBe(`/github/api/applications/${clients.github.id}/grant`);
      const { access_token: token } = JSON.parse(String(grant?.body)) as { access_token: string };
      const profile = await fetch(`${simulator.endpoints.github.apiUrl}/user`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(profile.status).toBe(401);
    },
  );

  /** An API that knows one person, and takes no grant back. */
  async function stubborn(giveBack: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      if (request.method === 'DELETE') return giveBack(request, response);
      response.setHeader('content-type', 'application/json').end('{"id":7,"name":"Ana"}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.closeAllConnections());
    closing.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test.each<[string, RequestListener]>([
    ['says no', (_request, response) => response.writeHead(404).end('{}')],
    ['fails', (_request, response) => response.writeHead(503).end()],
    ['never answers', () => {}],
  ])('C-58 the sign-in does not depend on the grant: GitHub %s', async (_what, giveBack) => {
    const { id: clientId, secret: clientSecret } = clients.github;
    const apiUrl = await stubborn(giveBack);
    const settings = {
      clientId,
      clientSecret,
      endpoints: { ...simulator.endpoints.github, apiUrl },
    };
    const { providers } = serviceOf(
      [githubProvider(settings, callbackUrl('github'))],
      exchangeLimits,
    );
    simulator.next({ provider: 'github', person: 'ana', outcome: 'approve' });
    const begun = Date.now();
    expect(await travel(providers, 'github')).toMatchObject({ identity: { subject: '7' } });
    expect(Date.now() - begun).toBeLessThan(2_000);
    await providers.onModuleDestroy();
  });

  test('in production is reached where it is, and asked for no scope', async () => {
    const settings = { clientId: 'id', clientSecret: 'secret' };
    const provider = githubProvider(settings, callbackUrl('github'));
    const { providers } = serviceOf([provider]);
    const remember = () => Promise.resolve('state');
    const url = new URL(String(await providers.begin('github', { remember, language: 'en' })));
    expect(url.origin + url.pathname).toBe('https://github.com/login/oauth/authorize');
    expect(url.searchParams.has('scope')).toBe(false);
    expect(provider.github.endpoints.apiUrl).toBe('https://api.github.com');
  });
});
