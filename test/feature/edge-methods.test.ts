import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { knock } from '../support/raw-http.ts';
import { routesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let methodsAt: Map<string, string[]>;

beforeAll(async () => {
  service = await startTestService();
  methodsAt = new Map();
  for (const { method, path } of routesOf(service)) {
    methodsAt.set(path, [...(methodsAt.get(path) ?? []), method].toSorted());
  }
});
afterAll(() => service.stop());

const asked = (path: string): string =>
  path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');

describe('an address that is there by other methods', () => {
  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'says which, to %s',
    async (method) => {
      for (const [path, methods] of methodsAt) {
        if (methods.includes(method)) continue;
        const { status, headers } = await knock(service, asked(path), { method });
        expect([path, status, headers.allow]).toEqual([path, 405, methods.join(', ')]);
      }
    },
  );

  test.each([
    ['/account', 'text/html; charset=utf-8', 'This page does not work that way'],
    ['/es/link/google', 'text/html; charset=utf-8', 'Esta página no funciona'],
    [
      '/oauth/authorize?client_id=x',
      'text/html; charset=utf-8',
      'This page does not work that way',
    ],
    ['/oauth/continue/x', 'text/html; charset=utf-8', 'This page does not work that way'],
    ['/oauth/token', 'application/json; charset=utf-8', 'invalid_request'],
    ['/.well-known/openid-configuration', 'application/json; charset=utf-8', 'invalid_request'],
    ['/api/admin/links/x/revoke', 'application/problem+json; charset=utf-8', 'method-not-allowed'],
    ['/health/live', 'application/problem+json; charset=utf-8', 'method-not-allowed'],
  ])('answers at %s as its neighbours do', async (path, type, words) => {
    const { status, headers, text } = await knock(service, path, { method: 'DELETE' });
    expect([status, headers['content-type']]).toEqual([405, type]);
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain(words);
  });
});

describe('an address that is not there', () => {
  test.each(['/nowhere', '/link', '/link/google/x', '/oauth/', '/oauth/token/', '//account'])(
    '%s is 404 by every method',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const { status, headers } = await knock(service, path, { method });
        expect([path, method, status, headers.allow]).toEqual([path, method, 404, undefined]);
      }
    },
  );
});
