import { randomUUID } from 'node:crypto';
import { HeadlessBrowser } from '../dev/headless-browser.ts';
import type { Page } from '../dev/headless-browser.ts';
import type { Simulator } from '../dev/simulator/simulator.ts';
import { everyScope } from './apps.ts';
import type { CityApp } from './city-app.ts';
import { leanFetch } from './load/lean-fetch.ts';

/** What a resident clicks through on the way to an app: pages differ from server to server. */
export interface Journey {
  /** The first time at this app, with a social account nobody has seen before. Ends at the app. */
  firstVisit(browser: HeadlessBrowser, authorize: URL): Promise<Page>;
  /** Known, and agreed with this app before; but the session has ended. Ends at the app. */
  signIn(browser: HeadlessBrowser, authorize: URL): Promise<Page>;
}

/** Residents with browsers. Each is somebody the simulated provider has not seen before. */
export class Residents {
  constructor(
    private readonly app: CityApp,
    private readonly simulator: Simulator,
    private readonly journey: Journey,
  ) {}

  /** Somebody with a social account. */
  newcomer(): string {
    const id = randomUUID();
    const subject = BigInt(`0x${id.replaceAll('-', '')}`).toString();
    const subjects = { google: subject, facebook: subject };
    this.simulator.addPerson({ id, name: 'Ana Rivera', subjects });
    return id;
  }

  /** From the app through the provider, with everything that is asked the first time, back to the app. */
  async connect(person: string, browser = this.browser()): Promise<string> {
    this.simulator.next({ person, outcome: 'approve' });
    return codeOf(await this.journey.firstVisit(browser, this.app.authorizeUrl(everyScope)));
  }

  /** The same at a browser without a session, by somebody who has done it before. */
  async signIn(person: string): Promise<string> {
    this.simulator.next({ person, outcome: 'approve' });
    return codeOf(await this.journey.signIn(this.browser(), this.app.authorizeUrl(everyScope)));
  }

  /** Back to the app without a question, because the resident is signed in and has agreed before. */
  return(browser: HeadlessBrowser, scope = everyScope): Promise<string> {
    const url = this.app.authorizeUrl(scope);
    return this.app.silentCode(url, browser.cookieFor(url));
  }

  browser(): HeadlessBrowser {
    return new HeadlessBrowser(this.app.redirectUri, leanFetch);
  }
}

function codeOf({ url, status }: Page): string {
  const code = url.searchParams.get('code');
  if (code === null) throw new Error(`No code at ${url.pathname}: ${status} ${url.search}`);
  return code;
}
