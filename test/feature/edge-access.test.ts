import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Fastify from 'fastify';
import type { FastifyContextConfig, FastifyInstance } from 'fastify';
import { installAccessGate } from '../../src/platform/http/access-gate.ts';
import { Authenticators } from '../../src/platform/http/authenticators.ts';
import { knock } from '../support/raw-http.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

describe('a route that does not say who may call it keeps the service from starting', () => {
  const gated = (): FastifyInstance => {
    const server = Fastify();
    installAccessGate(server, new Authenticators());
    return server;
  };

  @Controller()
  class Careless {
    @Get('forgotten')
    forgotten(): string {
      return 'anybody may read this';
    }
  }
  @Module({ controllers: [Careless] })
  class CarelessModule {}

  test('a handler of ours', async () => {
    const adapter = new FastifyAdapter();
    const options = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.create<NestFastifyApplication>(CarelessModule, adapter, options);
    installAccessGate(app.getHttpAdapter().getInstance(), new Authenticators());
    await expect(app.init()).rejects.toThrow(
      'Route GET /forgotten does not declare who may call it.',
    );
    await app.close();
  });

  test('a route of a plugin', async () => {
    const server = gated();
    server.register(async (scope) => {
      scope.get('/plugin', () => 'hello');
    });
    await expect(server.ready()).rejects.toThrow('Route GET /plugin');
  });

  test.each<[string, FastifyContextConfig]>([
    ['no access', { surface: 'page' }],
    ['no surface', { access: { kind: 'public' } }],
  ])('a declaration with %s', (_, config) => {
    expect(() => gated().get('/half', { config }, () => 'hello')).toThrow('Route GET /half');
  });

  test('a kind of access that nobody answers for lets nobody in', async () => {
    const server = gated();
    const config = { access: { kind: 'app', scope: 'any' }, surface: 'api' } as const;
    server.get('/locked', { config }, () => 'hello');
    for (const method of ['GET', 'HEAD'] as const) {
      const answer = await server.inject({ method, url: '/locked' });
      expect([answer.statusCode, answer.body.includes('hello')]).toEqual([403, false]);
    }
    await server.close();
  });
});

describe('who is nobody gets in nowhere', () => {
  const asked = (path: string): string =>
    path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
  test('a session that is over says so', async () => {
    const cookie = `__Host-civic-session=${'A'.repeat(43)}`;
    const answer = await knock(service, '/account', { headers: { cookie } });
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      '/session-ended?back=%2Faccount',
    ]);
  });

  test.each([undefined, 'Bearer x', 'Bearer ', 'Basic eDp4', 'bearer null'])(
    'the API answers 401 to the authorization "%s"',
    async (authorization) => {
      const headers = {
        'content-type': 'application/json',
        ...(authorization && { authorization }),
      };
      const path = '/api/admin/links/00000000-0000-4000-8000-000000000000/revoke';
      const answer = await knock(service, path, {
        method: 'POST',
        headers,
        body: '{"reason":"security"}',
      });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="civic-link"/);
    },
  );

  test('only a provider is heard where providers speak', async () => {
    const places = routesOf(service).filter(({ path }) => path.startsWith('/signals/'));
    expect(places.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST']);
    for (const { path } of places) {
      for (const type of ['application/secevent+jwt', 'application/x-www-form-urlencoded']) {
        const headers = { 'content-type': type, authorization: 'Bearer x' };
        const answer = await knock(service, path, { method: 'POST', headers, body: 'signed=x' });
        expect([path, type, answer.status]).toEqual([path, type, 400]);
      }
    }
  });

  test('the public routes are exactly these, and all others send a stranger to the start page or refuse', async () => {
    const open: string[] = [];
    for (const { method, path } of routesOf(service)) {
      if (
        method === 'HEAD' ||
        method === 'OPTIONS' ||
        path.startsWith('/assets/') ||
        path.startsWith('/signals/') ||
        path.startsWith('/oauth/')
      )
        continue;
      const answer = await knock(service, asked(path), { method });
      const target = String(answer.headers.location ?? '');
      const isTurnedAway =
        answer.status === 401 || target === '/' || target.startsWith('/staff/sign-in');
      if (!isTurnedAway) open.push(method === 'GET' ? path : `${method} ${path}`);
    }
    expect(open.toSorted()).toEqual([
      '/',
      '/.well-known/jwks.json',
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource',
      '/.well-known/openid-configuration',
      '/.well-known/ssf-configuration',
      '/accessibility',
      '/account/time-left',
      '/api/openapi.json',
      '/callback/:provider',
      '/connect/:request',
      '/cookies',
      '/deletion',
      '/deletion/:code',
      '/developers',
      '/health/live',
      '/health/ready',
      '/link/:provider',
      '/link/ended/:ending',
      '/link/new/:pending',
      '/link/review/:pending',
      '/privacy',
      '/privacy/:version',
      '/signed-out',
      '/staff/enrol/:token',
      '/staff/sign-in',
      '/staff/sign-in/callback',
      '/staff/time-left',
      '/statistics',
      '/statistics.csv',
      '/statistics.json',
      '/statistics/:month',
      'POST /account/activity/:entry/not-me',
      'POST /connect/:request',
      'POST /deletion',
      'POST /link/:provider',
      'POST /link/review/:pending',
      'POST /sign-out',
      'POST /staff/enrol/:token',
      'POST /staff/sign-in',
      'POST /staff/sign-in/directory',
      'POST /staff/sign-out',
    ]);
  });
});
