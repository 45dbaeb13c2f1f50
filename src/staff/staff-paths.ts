import type { FastifyRequest } from 'fastify';

const ownPage = /^\/staff(\/[\w-]+)*(\?[\w=&.%-]*)?$/;

type Asked = Pick<FastifyRequest, 'method' | 'url'>;

/** A page of the console to go on with, as a path without a language; the first page for everything else. */
export function staffPath(asked: unknown): string {
  const isOurs = typeof asked === 'string' && asked.length <= 300 && ownPage.test(asked);
  return isOurs ? asked : '/staff';
}

/** Where a browser goes that has no session, and from there back. */
export function signInPath(request: Asked): string {
  return withBack('/staff/sign-in', request);
}

/** Where a passkey is asked for, and from there back. */
export function provePath(request: Asked): string {
  return withBack('/staff/prove', request);
}

/** A form that came without proof is not sent again: its page has the address of the form. */
function withBack(path: string, { url }: Asked): string {
  const back = staffPath(url);
  return back === '/staff' ? path : `${path}?back=${encodeURIComponent(back)}`;
}
