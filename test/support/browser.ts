import { request } from 'undici';
import type { Dispatcher } from 'undici';

/** A page as a person without JavaScript has it. */
export interface Page {
  url: URL;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** What a test may change about one request. */
export interface Visit {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Follow redirects to the end; otherwise the redirect itself is the answer. */
  follow?: boolean;
}

interface FormOnPage {
  action: string;
  fields: [name: string, value: string][];
}

const mostRedirects = 20;

/**
 * A browser without a screen: keeps cookies per host and port name, follows 303, sends forms with the headers a
 * browser would send. `connect` lets a test reach one name on several addresses (replicas).
 */
export class HeadlessBrowser {
  private readonly jars = new Map<string, Map<string, string>>();

  constructor(private readonly connect: (url: URL) => URL = (url) => url) {}

  /** The page last seen, on which `submit` looks for its form. */
  page: Page | undefined;

  /** Cookies of a host, for a test to look at, take or plant. */
  cookiesOf(url: string | URL): Map<string, string> {
    const { hostname } = new URL(url);
    const jar = this.jars.get(hostname) ?? new Map<string, string>();
    this.jars.set(hostname, jar);
    return jar;
  }

  /** Opens an address and follows redirects. */
  async open(address: string | URL, visit: Visit = {}): Promise<Page> {
    const base = this.page?.url;
    return this.visit(new URL(String(address), base), visit);
  }

  /** Sends the form whose action ends with `action` (first form when empty), with the named button or fields. */
  async submit(
    action: string,
    fields: Record<string, string | readonly string[]> = {},
    visit: Visit = {},
  ): Promise<Page> {
    const page = this.page;
    const form =
      page && formsOn(page.text).find((one) => one.action.split('?')[0]?.endsWith(action));
    if (!page || !form)
      throw new Error(`No form "${action}" on ${page?.url.pathname ?? 'no page'}.`);
    const body = new URLSearchParams(form.fields);
    for (const [name, value] of Object.entries(fields)) {
      body.delete(name);
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.visit(new URL(form.action, page.url), {
      method: 'POST',
      body: body.toString(),
      ...visit,
      headers: formHeaders(page.url, new URL(form.action, page.url), visit.headers),
    });
  }

  private async visit(start: URL, { follow = true, ...first }: Visit): Promise<Page> {
    let visit: Visit = first;
    let url = start;
    for (let hop = 0; hop < mostRedirects; hop += 1) {
      const page = await this.fetch(url, visit);
      this.page = page;
      const { location } = page.headers;
      if (!follow || page.status < 300 || page.status > 399 || typeof location !== 'string')
        return page;
      url = new URL(location, url);
      visit = {};
    }
    throw new Error(`Too many redirects at ${url.origin}${url.pathname}.`);
  }

  private async fetch(url: URL, visit: Visit): Promise<Page> {
    const jar = this.cookiesOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await request(this.connect(url), {
      method: (visit.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: { host: url.host, ...(cookie && { cookie }), ...visit.headers },
      body: visit.body,
    });
    keepCookies(jar, answer.headers['set-cookie']);
    const text = await answer.body.text();
    return { url, status: answer.statusCode, headers: answer.headers, text };
  }
}

function formHeaders(
  from: URL,
  to: URL,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    'content-type': 'application/x-www-form-urlencoded',
    origin: from.origin,
    'sec-fetch-site': from.origin === to.origin ? 'same-origin' : 'cross-site',
    ...more,
  };
}

function keepCookies(jar: Map<string, string>, lines: string | string[] | undefined): void {
  for (const line of [lines ?? []].flat()) {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}

/** The POST forms of a page with the fields that are sent without anybody touching them. */
function formsOn(html: string): FormOnPage[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = '', inside = '']) => ({
    action: attribute(tag, 'action') ?? '',
    fields: [...inside.matchAll(/<input\b([^>]*)>/g)].flatMap(([, input = '']) => untouched(input)),
  }));
}

function untouched(input: string): [string, string][] {
  const type = attribute(input, 'type') ?? 'text';
  const isChosen = type !== 'radio' && type !== 'checkbox' ? true : /\schecked\b/.test(input);
  const name = attribute(input, 'name');
  return name !== undefined && isChosen ? [[name, attribute(input, 'value') ?? '']] : [];
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`)?.[1];
  return value?.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}
