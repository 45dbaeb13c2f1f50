import type { BrowserAnswer, Send } from '../../dev/headless-browser.ts';
import type { Answer } from './connection.ts';
import { Connections } from './connections.ts';

const servers = new Map<string, Connections>();

/** `fetch` for many browsers that share a core with everything else. Its connections end with the process. */
export const leanFetch: Send = async ({ origin, pathname, search }, { method, headers, body }) => {
  const server = servers.get(origin) ?? new Connections(origin);
  servers.set(origin, server);
  const fields = Object.fromEntries(headers ?? []);
  if (body) fields['content-type'] = 'application/x-www-form-urlencoded';
  const asked = { method: method === 'POST' ? 'POST' : 'GET', path: pathname + search } as const;
  return browserAnswer(await server.ask({ ...asked, headers: fields, body: body?.toString() }));
};

function browserAnswer({ status, head, body }: Answer): BrowserAnswer {
  const lines = head.split('\r\n').slice(1);
  const valuesOf = (name: string): string[] =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2));
  return {
    status,
    headers: {
      get: (name) => valuesOf(name)[0] ?? null,
      getSetCookie: () => valuesOf('set-cookie'),
    },
    text: () => Promise.resolve(Buffer.from(body, 'latin1').toString()),
  };
}
