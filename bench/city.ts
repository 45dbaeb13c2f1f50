import type { HeadlessBrowser } from '../dev/headless-browser.ts';
import type { Closers } from '../dev/closers.ts';
import type { AppLogin } from '../dev/sample-apps.ts';
import type { Simulator } from '../dev/simulator/simulator.ts';
import { byRole } from './apps.ts';
import type { AppRole } from './apps.ts';
import { CityApp } from './city-app.ts';
import type { Tokens } from './city-app.ts';
import { browsers } from './load/samples.ts';
import { Residents } from './residents.ts';
import type { Journey } from './residents.ts';

/** An app per role and what it signs in with. */
export type AppLogins = Readonly<Record<AppRole, Pick<AppLogin, 'clientId' | 'secret'>>>;

/** A city per app. */
export type Cities = Readonly<Record<AppRole, City>>;

interface Surroundings {
  issuer: string;
  logins: AppLogins;
  simulator: Simulator;
  journey: Journey;
}

interface Resident {
  person: string;
  browser: HeadlessBrowser;
}

/** A city at work with one of the servers: one app, and as many signed-in residents as there are browsers. */
export class City {
  readonly app: CityApp;
  readonly residents: Residents;
  private everybody: Promise<Resident[]> | null = null;
  private turn = 0;

  constructor({ issuer, logins, simulator, journey }: Surroundings, role: AppRole) {
    this.app = new CityApp(issuer, logins[role]);
    this.residents = new Residents(this.app, simulator, journey);
  }

  /** Somebody who is signed in, each in turn: requests of one resident would wait for each other. */
  async somebody(): Promise<Resident> {
    this.everybody ??= this.many(browsers, () => this.signedIn());
    const everybody = await this.everybody;
    this.turn = (this.turn + 1) % everybody.length;
    return everybody[this.turn] as Resident;
  }

  /** A signed-in resident comes back to the app: a code that nobody has redeemed. It lives for a minute. */
  async code(scope?: string): Promise<string> {
    return this.residents.return((await this.somebody()).browser, scope);
  }

  /** Tokens of as many grants. */
  tokens(count: number, scope?: string): Promise<Tokens[]> {
    return this.many(count, async () => this.app.redeem(await this.code(scope)));
  }

  /** Does something as often, a few at a time. */
  async many<T>(count: number, make: () => Promise<T>): Promise<T[]> {
    const made: T[] = [];
    let left = count;
    const work = async (): Promise<void> => {
      while (left-- > 0) made.push(await make());
    };
    await Promise.all(Array.from({ length: browsers }, work));
    return made;
  }

  private async signedIn(): Promise<Resident> {
    const [person, browser] = [this.residents.newcomer(), this.residents.browser()];
    await this.app.redeem(await this.residents.connect(person, browser));
    return { person, browser };
  }
}

/** The cities of one server. */
export function citiesOf(surroundings: Surroundings, closers: Closers): Cities {
  const cities = byRole((role) => new City(surroundings, role));
  for (const { app } of Object.values(cities)) closers.add(() => app.close());
  return cities;
}
