import type { City } from '../city.ts';
import { FreshLoad } from '../load/fresh-load.ts';
import { PlainLoad } from '../load/plain-load.ts';
import type { Load } from '../load/samples.ts';
import type { Scenario } from './scenario.ts';

/** Enough for most machines; on a faster one a round ends when all are used. */
const mostPerSecond = 6000;
const tokensInUse = 100;

/** As apps ask in real life: the tokens of residents at work, again and again. */
export const introspect: Scenario = {
  name: 'introspect',
  says: `introspect, ${tokensInUse} residents' tokens in turn`,
  bare: 'form',
  prepare: async (city) => repeated(city, 'openid offline_access'),
};

export const introspectNames: Scenario = {
  name: 'introspect-names',
  says: 'the same, answered with the names of linked accounts',
  bare: 'form',
  prepare: async (city) => repeated(city, 'openid linked_accounts offline_access'),
};

/** The worst case: nothing that was learned from one request helps with the next. */
export const introspectNew: Scenario = {
  name: 'introspect-new',
  says: 'introspect, every token for the first time',
  bare: 'fresh form',
  async prepare(city, seconds) {
    const tokens = await city.many(Math.ceil(mostPerSecond * seconds), () => city.app.ownToken());
    return new FreshLoad(() => {
      const token = tokens.pop();
      return token === undefined ? null : city.app.introspect(token);
    });
  },
};

async function repeated(city: City, scope: string): Promise<Load> {
  const tokens = await city.tokens(tokensInUse, scope);
  const { issuer, headers } = city.app;
  const requests = tokens.map(({ access_token: token }) => {
    const body = new URLSearchParams({ token }).toString();
    return { method: 'POST', path: '/oauth/introspect', headers, body };
  });
  const hasNames = scope.includes('linked_accounts');
  const isRight = (body: string): boolean =>
    body.startsWith('{"active":true,') && body.includes('"linked_accounts":[{') === hasNames;
  return new PlainLoad({ origin: issuer, requests, isRight });
}
