import type { Tokens } from '../city-app.ts';
import { FreshLoad } from '../load/fresh-load.ts';
import { browsers } from '../load/samples.ts';
import type { Scenario } from './scenario.ts';

/** A resident comes back to an app while signed in: one redirect, with a code. */
export const silentSignIn: Scenario = {
  name: 'silent-sign-in',
  says: 'authorize with a session and consent: straight back with a code',
  bare: 'page',
  async prepare(city) {
    await city.somebody();
    const comeBack = async (): Promise<string> => city.residents.return(await city.somebody());
    return new FreshLoad(comeBack, browsers);
  },
};

/** Fifteen requests of the browser, and those to the provider, for one line of the table. */
export const signInAndLink: Scenario = {
  name: 'sign-in-and-link',
  says: 'first visit: provider, link, consent, code, tokens',
  bare: 'page',
  async prepare({ app, residents }) {
    const visit = async (): Promise<Tokens> =>
      app.redeem(await residents.connect(residents.newcomer()));
    return new FreshLoad(visit, browsers);
  },
};
