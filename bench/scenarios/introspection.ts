import type { City } from '../city.ts';
import { introspectionOf } from '../city-app.ts';
import type { CityApp } from '../city-app.ts';
import { FreshLoad } from '../load/fresh-load.ts';
import { PlainLoad } from '../load/plain-load.ts';
import type { Load } from '../load/samples.ts';
import type { Demand, Scenario } from './scenario.ts';

const tokensInUse = 100;
const opaque = { differs: 'its tokens are opaque, since it cannot introspect a JWT' };

/** As apps ask in real life: the tokens of residents at work, again and again. */
export const introspect: Scenario = {
  name: 'introspect',
  says: `introspect, ${tokensInUse} residents' tokens in turn`,
  app: 'introspected',
  bare: 'form',
  peer: opaque,
  target: 4,
  prepare: (city, demand) => repeated(city, demand, 'openid offline_access'),
};

export const introspectNames: Scenario = {
  name: 'introspect-names',
  says: 'the same, answered with the names of linked accounts',
  app: 'introspected',
  bare: 'form',
  peer: { isMissing: 'it answers with what it knew when the token was made' },
  prepare: (city, demand) => repeated(city, demand, 'openid linked_accounts offline_access'),
};

/** Nothing that was learned from one request helps with the next; but the process remembers what it has signed. */
export const introspectNew: Scenario = {
  name: 'introspect-new',
  says: 'introspect, every token for the first time',
  app: 'introspected',
  bare: 'fresh form',
  peer: opaque,
  target: 1.8,
  async prepare(city, { most, connections }) {
    const { app } = city;
    const tokens = await city.many(most, () => app.ownToken());
    return new FreshLoad(() => {
      const token = tokens.pop();
      return token === undefined ? null : app.introspect(token);
    }, connections);
  },
};

async function repeated(city: City, { most, connections }: Demand, scope: string): Promise<Load> {
  const made = await city.tokens(Math.min(tokensInUse, most), scope);
  const tokens = made.map(({ access_token: token }) => token);
  const hasNames = scope.includes('linked_accounts');
  return askAbout(city.app, tokens, { connections, hasNames });
}

interface Asking {
  connections?: number;
  /** Whether the names of linked accounts must be in the answer; otherwise they must not. */
  hasNames?: boolean;
}

/** Introspects these tokens in turn, again and again. All must be active. */
export function askAbout(app: CityApp, tokens: readonly string[], asking: Asking = {}): Load {
  const { connections, hasNames = false } = asking;
  const { issuer, headers } = app;
  const requests = tokens.map((token) => {
    const body = new URLSearchParams(introspectionOf(token)).toString();
    return { method: 'POST', path: '/oauth/introspect', headers, body };
  });
  const isRight = (body: string): boolean =>
    body.startsWith('{"active":true,') && body.includes('"linked_accounts":[{') === hasNames;
  return new PlainLoad({ origin: issuer, requests, connections, isRight });
}
