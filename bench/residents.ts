import { randomUUID } from 'node:crypto';
import { HeadlessBrowser } from '../dev/headless-browser.ts';
import type { Page } from '../dev/headless-browser.ts';
import type { Simulator } from '../dev/simulator/simulator.ts';
import { everyScope } from './city-app.ts';
import type { CityApp } from './city-app.ts';

/** Residents with browsers. Each is somebody the simulated provider has not seen before. */
export class Residents {
  constructor(
    private readonly app: CityApp,
    private readonly simulator: Simulator,
  ) {}

  /** Somebody whose next trip to the provider ends well. */
  newcomer(): HeadlessBrowser {
    const id = randomUUID();
    const subject = BigInt(`0x${id.replaceAll('-', '')}`).toString();
    const subjects = { google: subject, facebook: subject };
    this.simulator.addPerson({ id, name: 'Ana Rivera', subjects });
    this.simulator.next({ person: id, outcome: 'approve' });
    return new HeadlessBrowser(this.app.redirectUri);
  }

  /** From the app through provider, link and consent back to the app. Returns the code. */
  async connect(browser: HeadlessBrowser): Promise<string> {
    const start = await browser.open(this.app.authorizeUrl(everyScope));
    const beforeYouGo = await browser.click(start, '/link/google');
    const unknown = await browser.submit(beforeYouGo, '/link/google');
    const review = await browser.click(unknown, '/link/review/');
    const yes = { save_name: 'yes', decision: 'save' };
    const linked = await browser.submit(review, '/link/review/', yes);
    const consent = await browser.click(linked, '/oauth/continue/');
    return codeOf(await browser.submit(consent, '/connect/', { decision: 'yes' }));
  }

  /** Back to the app without a question, because the resident is signed in and has agreed before. */
  async return(browser: HeadlessBrowser, scope = everyScope): Promise<string> {
    return codeOf(await browser.open(this.app.authorizeUrl(scope)));
  }
}

function codeOf({ url, status }: Page): string {
  const code = url.searchParams.get('code');
  if (code === null) throw new Error(`No code at ${url.pathname}: ${status}`);
  return code;
}
