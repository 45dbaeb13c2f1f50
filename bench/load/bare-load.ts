import { Pool } from 'undici';
import { HeadlessBrowser } from '../../dev/headless-browser.ts';
import { FreshLoad } from './fresh-load.ts';
import { PlainLoad } from './plain-load.ts';
import { browsers, connections } from './samples.ts';
import type { Load } from './samples.ts';

/** A GET or a form, sent again and again by autocannon; a form or a page, asked for by our own loop. */
export type BareKind = 'document' | 'form' | 'fresh form' | 'page';

/** About as long as the body of an introspection. */
const form = new URLSearchParams({ token: 'x'.repeat(600) }).toString();
const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** The load that a bare server is put under. */
export function bareLoad(kind: BareKind, origin: string): Load {
  switch (kind) {
    case 'document':
      return new PlainLoad({ origin, requests: [{ method: 'GET', path: '/' }], isRight });
    case 'form':
      return new PlainLoad({
        origin,
        requests: [{ method: 'POST', path: '/', headers, body: form }],
        isRight,
      });
    case 'fresh form':
      return freshForms(origin);
    case 'page':
      return pages(origin);
    default:
      return kind satisfies never;
  }
}

function freshForms(origin: string): Load {
  const pool = new Pool(origin, { connections });
  return new FreshLoad(async () => {
    const answer = await pool.request({ method: 'POST', path: '/', headers, body: form });
    check(await answer.body.text());
  });
}

function pages(origin: string): Load {
  const url = new URL(origin);
  const open = async (): Promise<void> => check((await new HeadlessBrowser().open(url)).html);
  return new FreshLoad(open, browsers);
}

function check(body: string): void {
  if (!isRight(body)) throw new Error(`The bare server said ${body}.`);
}

function isRight(body: string): boolean {
  return body.startsWith('{"active":true');
}
