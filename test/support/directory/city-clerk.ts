import { HeadlessBrowser } from '../browser.ts';
import type { Page } from '../browser.ts';
import type { TestService } from '../service.ts';

/** A member of staff at a browser, with an account that the city gave them. */
export class CityClerk {
  readonly browser = new HeadlessBrowser();

  constructor(
    readonly service: TestService,
    /** Their account. */
    readonly who: string,
  ) {}

  /** The page that is open. */
  get page(): Page {
    if (!this.browser.page) throw new Error('No page is open.');
    return this.browser.page;
  }

  /** The title of the page that is open. */
  get title(): string {
    return /<h1>([^<]*)/.exec(this.page.text)?.[1] ?? '';
  }

  open(path: string): Promise<Page> {
    return this.browser.open(new URL(path, this.service.url));
  }

  /** Signs in with the account, to the page that was asked for. */
  async signIn(path = '/staff'): Promise<Page> {
    await this.open(await this.comeBack(path));
    return this.goOn();
  }

  /** Proves with the account that it is still the same person, to the page that was asked for. */
  async prove(who = this.who, path = '/staff/passkeys'): Promise<Page> {
    await this.open(`/staff/prove?back=${path}`);
    await this.open(await this.travel('/prove/directory', who));
    return this.goOn();
  }

  /** From a page of the console without a session to the address at which the browser comes back. */
  async comeBack(path = '/staff'): Promise<string> {
    await this.open(path);
    return this.travel('/sign-in/directory');
  }

  /** From a form to the city's identity provider, and from there to the address that leads back, unopened. */
  async travel(form: string, who = this.who): Promise<string> {
    let page = await this.browser.submit(form, {}, { follow: false });
    for (let hop = 0; hop < 10; hop += 1) {
      const { location } = page.headers;
      if (typeof location === 'string') {
        const next = new URL(location, page.url);
        if (next.pathname === '/staff/sign-in/callback') return next.href;
        page = await this.browser.open(next, { follow: false });
      } else {
        page = await this.browser.submit('', { who }, { follow: false });
      }
    }
    throw new Error(`The city's identity provider sent nobody back from ${page.url.pathname}.`);
  }

  /** Follows the page that opens another one by itself. */
  async goOn(): Promise<Page> {
    const next = /url=(.*)$/.exec(String(this.page.headers.refresh))?.[1];
    return next === undefined ? this.page : this.open(next);
  }

  /** Whether the browser has a session. */
  async isIn(): Promise<boolean> {
    return (await this.open('/staff')).url.pathname === '/staff';
  }
}
