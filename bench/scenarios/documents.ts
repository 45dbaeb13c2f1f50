import { PlainLoad } from '../load/plain-load.ts';
import type { Scenario } from './scenario.ts';

const jwksPath = '/.well-known/jwks.json';
const discoveryPath = '/.well-known/openid-configuration';

export const jwks: Scenario = {
  name: 'jwks',
  says: 'key set',
  app: 'usual',
  bare: 'document',
  target: 1.2,
  prepare: async ({ app }, { connections }) =>
    new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: jwksPath }],
      connections,
      isRight: (body) => body.startsWith('{"keys":[{'),
    }),
};

/** What a client asks that has the key set already. */
export const jwksUnchanged: Scenario = {
  name: 'jwks-unchanged',
  says: 'key set, 304 to its ETag',
  app: 'usual',
  bare: 'document',
  peer: { isMissing: 'it sends no ETag' },
  async prepare({ app }, { connections }) {
    const { headers } = await fetch(new URL(jwksPath, app.issuer));
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    return new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: jwksPath, headers: known }],
      connections,
      status: 304,
      isRight: (body) => body === '',
    });
  },
};

export const discovery: Scenario = {
  name: 'discovery',
  says: 'discovery',
  app: 'usual',
  bare: 'document',
  target: 1.2,
  prepare: async ({ app }, { connections }) =>
    new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: discoveryPath }],
      connections,
      isRight: (body) => body.includes(`"issuer":"${app.issuer}"`),
    }),
};
