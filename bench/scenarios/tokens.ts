import { FreshLoad } from '../load/fresh-load.ts';
import { PlainLoad } from '../load/plain-load.ts';
import type { Scenario } from './scenario.ts';

/** Enough for most machines; on a faster one a round ends when all are used. */
const mostCodesPerSecond = 1500;
const familiesInUse = 256;

/** Access, refresh and ID token for a code: RS256 signs the ID token, and three rows are written. */
export const redeemCode: Scenario = {
  name: 'code',
  says: 'code for access token, refresh token and RS256 ID token',
  bare: 'fresh form',
  async prepare(city, seconds) {
    const codes = await city.codes(Math.ceil(mostCodesPerSecond * seconds));
    return new FreshLoad(() => {
      const code = codes.pop();
      return code === undefined ? null : city.app.redeem(code);
    });
  },
};

/** Each refresh presents what an earlier one has brought. */
export const refresh: Scenario = {
  name: 'refresh',
  says: 'refresh with rotation',
  bare: 'fresh form',
  async prepare(city) {
    const tokens = await city.tokens(familiesInUse);
    const waiting = tokens.map(({ refresh_token: token = '' }) => token);
    return new FreshLoad(async () => {
      const presented = waiting.shift() ?? '';
      waiting.push(await city.app.refresh(presented));
    });
  },
};

export const clientCredentials: Scenario = {
  name: 'client-credentials',
  says: "access token in the app's own name",
  bare: 'form',
  prepare: async ({ app }) =>
    new PlainLoad({
      origin: app.issuer,
      requests: [
        {
          method: 'POST',
          path: '/oauth/token',
          headers: app.headers,
          body: 'grant_type=client_credentials',
        },
      ],
      isRight: (body) => body.startsWith('{"access_token":"ey'),
    }),
};
