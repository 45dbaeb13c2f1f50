import type { AppRole } from '../apps.ts';
import { algorithmOf } from '../city-app.ts';
import type { CityApp } from '../city-app.ts';
import { FreshLoad } from '../load/fresh-load.ts';
import { PlainLoad } from '../load/plain-load.ts';
import type { Scenario } from './scenario.ts';

const familiesInUse = 256;

export const codeEs256 = codeScenario('code', 'es256', 2);
export const codeRs256 = codeScenario('code-rs256', 'usual', 1.3);

/** Access, refresh and ID token for a code. */
function codeScenario(name: string, app: AppRole, target: number): Scenario {
  const algorithm = app === 'usual' ? 'RS256' : 'ES256';
  return {
    name,
    says: `code for access token, refresh token and ${algorithm} ID token`,
    app,
    bare: 'fresh form',
    target,
    async prepare(city, { most, connections }) {
      await checkAlgorithms(city.app, await city.code(), algorithm);
      const codes = await city.many(most, () => city.code());
      return new FreshLoad(() => {
        const code = codes.pop();
        return code === undefined ? null : city.app.redeem(code);
      }, connections);
    },
  };
}

/** Each refresh presents what an earlier one has brought. */
export const refresh: Scenario = {
  name: 'refresh',
  says: 'refresh with rotation',
  app: 'es256',
  bare: 'fresh form',
  peer: { differs: 'it always adds an ID token, here with ES256' },
  target: 2.5,
  async prepare(city, { most, connections }) {
    const tokens = await city.tokens(Math.min(familiesInUse, most));
    const waiting = tokens.map(({ refresh_token: token = '' }) => token);
    return new FreshLoad(async () => {
      const presented = waiting.shift() ?? '';
      waiting.push((await city.app.refresh(presented)).refresh_token);
    }, connections);
  },
};

export const clientCredentials: Scenario = {
  name: 'client-credentials',
  says: "access token in the app's own name",
  app: 'usual',
  bare: 'form',
  target: 2,
  prepare: async ({ app }, { connections }) =>
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
      connections,
      isRight: (body) => body.startsWith('{"access_token":"ey'),
    }),
};

/** Looked at once for each load: both servers must do the same work. */
async function checkAlgorithms(app: CityApp, code: string, idToken: string): Promise<void> {
  const tokens = await app.redeem(code);
  const used = [algorithmOf(tokens.access_token), algorithmOf(tokens.id_token ?? '')].join();
  if (used !== `ES256,${idToken}`) throw new Error(`The tokens are signed with ${used}.`);
}
