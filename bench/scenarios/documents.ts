import { PlainLoad } from '../load/plain-load.ts';
import type { Scenario } from './scenario.ts';

const jwksPath = '/.well-known/jwks.json';
const discoveryPath = '/.well-known/openid-configuration';

export const jwks: Scenario = {
  name: 'jwks',
  says: 'key set',
  bare: 'document',
  prepare: async ({ app }) =>
    new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: jwksPath }],
      isRight: (body) => body.startsWith('{"keys":[{'),
    }),
};

/** What a client asks that has the key set already. */
export const jwksUnchanged: Scenario = {
  name: 'jwks-unchanged',
  says: 'key set, 304 to its ETag',
  bare: 'document',
  async prepare({ app }) {
    const { headers } = await fetch(new URL(jwksPath, app.issuer));
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    return new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: jwksPath, headers: known }],
      status: 304,
      isRight: (body) => body === '',
    });
  },
};

export const discovery: Scenario = {
  name: 'discovery',
  says: 'discovery',
  bare: 'document',
  prepare: async ({ app }) =>
    new PlainLoad({
      origin: app.issuer,
      requests: [{ method: 'GET', path: discoveryPath }],
      isRight: (body) => body.startsWith(`{"issuer":"${app.issuer}"`),
    }),
};
