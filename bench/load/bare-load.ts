import { Connections } from './connections.ts';
import { FreshLoad } from './fresh-load.ts';
import { PlainLoad } from './plain-load.ts';
import { browsers } from './samples.ts';
import type { Load } from './samples.ts';

/** A GET or a form, sent again and again by autocannon; a form or a page, asked for by our own loop. */
export type BareKind = 'document' | 'form' | 'fresh form' | 'page';

/** About as long as the body of an introspection. */
const form = new URLSearchParams({ token: 'x'.repeat(600) }).toString();
const headers = { 'content-type': 'application/x-www-form-urlencoded' };

/** The load that a bare server is put under. */
export function bareLoad(kind: BareKind, origin: string, connections: number): Load {
  switch (kind) {
    case 'document':
      return new PlainLoad({
        origin,
        requests: [{ method: 'GET', path: '/' }],
        connections,
        isRight,
      });
    case 'form':
      return new PlainLoad({
        origin,
        requests: [{ method: 'POST', path: '/', headers, body: form }],
        connections,
        isRight,
      });
    case 'fresh form':
      return freshForms(origin, connections);
    case 'page':
      return pages(origin);
    default:
      return kind satisfies never;
  }
}

function freshForms(origin: string, workers: number): Load {
  const connections = new Connections(origin);
  const question = { method: 'POST', path: '/', headers, body: form } as const;
  return new FreshLoad(async () => check((await connections.ask(question)).body), workers);
}

function pages(origin: string): Load {
  const connections = new Connections(origin);
  const question = { method: 'GET', path: '/' } as const;
  return new FreshLoad(async () => check((await connections.ask(question)).body), browsers);
}

function check(body: string): void {
  if (!isRight(body)) throw new Error(`The bare server said ${body}.`);
}

function isRight(body: string): boolean {
  return body.startsWith('{"active":true');
}
