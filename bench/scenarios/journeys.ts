import type { Tokens } from '../city-app.ts';
import { FreshLoad } from '../load/fresh-load.ts';
import { browsers } from '../load/samples.ts';
import type { Scenario } from './scenario.ts';

/** A resident comes back to an app while signed in: one redirect, with a code. */
export const silentSignIn: Scenario = {
  name: 'silent-sign-in',
  says: 'authorize with a session and consent: straight back with a code',
  app: 'usual',
  bare: 'page',
  target: 1.5,
  async prepare(city) {
    await city.somebody();
    return new FreshLoad(() => city.code(), browsers);
  },
};

/** A resident who is known and has agreed before, but has no session any more. */
export const signIn: Scenario = {
  name: 'sign-in',
  says: 'whole sign-in of a known resident: authorize, provider, callback, code',
  app: 'usual',
  bare: 'page',
  peer: { differs: 'one page of 300 bytes, where the service has "Sign in" and "Before you go"' },
  target: 1.5,
  async prepare(city) {
    await city.somebody();
    const visit = async (): Promise<string> =>
      city.residents.signIn((await city.somebody()).person);
    return new FreshLoad(visit, browsers);
  },
};

/** Fifteen requests of the browser, and those to the provider, for one line of the table. */
export const signInAndLink: Scenario = {
  name: 'sign-in-and-link',
  says: 'first visit: provider, link, consent, code, tokens',
  app: 'usual',
  bare: 'page',
  peer: {
    differs:
      'login and consent only: no "Is this you?", no choice of what is kept, no sealed names, no ledger',
  },
  async prepare({ app, residents }) {
    const visit = async (): Promise<Tokens> =>
      app.redeem(await residents.connect(residents.newcomer()));
    return new FreshLoad(visit, browsers);
  },
};
