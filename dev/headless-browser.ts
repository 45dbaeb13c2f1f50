import { formsIn, linksIn } from './html-page.ts';

/** Where the browser has got to. */
export interface Page {
  url: URL;
  status: number;
  html: string;
}

/** What the browser needs of an answer. */
export interface BrowserAnswer {
  status: number;
  headers: Pick<Headers, 'get' | 'getSetCookie'>;
  text(): Promise<string>;
}

/** How it asks: `fetch`, or something that takes less of a core when many browsers share one. */
export type Send = (url: URL, request: BrowserRequest) => Promise<BrowserAnswer>;

interface BrowserRequest {
  method?: string;
  headers?: Headers;
  body?: URLSearchParams;
  redirect: 'manual';
}

type Asked = Omit<BrowserRequest, 'headers' | 'redirect'> & { headers?: Record<string, string> };

const mostRedirects = 10;

/**
 * As much of a browser as a resident's journey needs: cookies per host, redirects, links and forms. It presses only
 * buttons that are there, and sends what browsers send, so that the service cannot tell it from one.
 */
export class HeadlessBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #stopAt: string | undefined;
  readonly #send: Send;

  /** @param stopAt the start of addresses that are not opened: there an app would take over */
  constructor(stopAt?: string, send: Send = fetch) {
    this.#stopAt = stopAt;
    this.#send = send;
  }

  /** Opens an address and follows redirects. */
  open(url: URL): Promise<Page> {
    return this.#go(url, {});
  }

  /** Follows the link of a page whose path begins like this. */
  click(page: Page, path: string): Promise<Page> {
    const url = linksIn(page.html, page.url).find(({ pathname }) => pathname.startsWith(path));
    if (url === undefined) throw missing(page, `link to ${path}`);
    return this.open(url);
  }

  /** Chooses in the form of a page whose action begins like this, and sends it. */
  submit(page: Page, path: string, choices: Readonly<Record<string, string>> = {}): Promise<Page> {
    const wanted = Object.entries(choices).map(([name, value]) => `${name}=${value}`);
    const form = formsIn(page.html, page.url).find(
      ({ action, offers }) =>
        action.pathname.startsWith(path) && wanted.every((choice) => offers.has(choice)),
    );
    if (form === undefined) throw missing(page, `form for ${path} with ${wanted.join(', ')}`);
    const { action, filled, method } = form;
    const body = new URLSearchParams({ ...Object.fromEntries(filled), ...choices });
    const headers = { origin: page.url.origin, 'sec-fetch-site': relation(page.url, action) };
    return this.#go(action, { method: method.toUpperCase(), body, headers });
  }

  /** The `cookie` header that a request to this address carries. */
  cookieFor({ hostname }: URL): string {
    return [...this.#jar(hostname)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #go(start: URL, first: Asked): Promise<Page> {
    let url = start;
    let request = first;
    for (let redirects = 0; redirects < mostRedirects; redirects++) {
      const answer = await this.#request(url, request);
      const location = answer.headers.get('location');
      if (location === null) return { url, status: answer.status, html: await answer.text() };
      url = new URL(location, url);
      request = {};
      if (this.#isForeign(url)) return { url, status: answer.status, html: '' };
    }
    throw new Error(`${url.origin} redirects in circles.`);
  }

  #isForeign({ href }: URL): boolean {
    return this.#stopAt !== undefined && href.startsWith(this.#stopAt);
  }

  async #request(url: URL, asked: Asked): Promise<BrowserAnswer> {
    const jar = this.#jar(url.hostname);
    const cookie = this.cookieFor(url);
    const headers = new Headers(asked.headers);
    if (cookie !== '') headers.set('cookie', cookie);
    const answer = await this.#send(url, { ...asked, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keep(jar, line);
    return answer;
  }

  #jar(hostname: string): Map<string, string> {
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, jar);
    return jar;
  }
}

function missing({ url, status }: Page, what: string): Error {
  return new Error(`${url.pathname} (status ${status}) has no ${what}.`);
}

function relation(from: URL, to: URL): string {
  if (from.origin === to.origin) return 'same-origin';
  return from.hostname === to.hostname ? 'same-site' : 'cross-site';
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
  const hasEnded = attributes.some((text) => /^max-age=0$|^expires=thu, 01 jan 1970/i.test(text));
  if (hasEnded) jar.delete(name);
  else jar.set(name, value);
}
