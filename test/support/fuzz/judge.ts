import type { Answer } from '../city-service.ts';
import type { Exchange } from './requests/exchange.ts';

/** What must never come of a bad token or a bad request. */
export type Fault =
  'accepted' | 'a server error' | 'an odd answer' | 'two answers' | 'no answer' | 'no end';

type Told = Pick<Answer, 'status' | 'text'>;

/** Introspection of a bad token says one thing, unless it cannot even be read (RFC 7662 §2.2). */
export function faultOfIntrospection({ status, text }: Told): Fault | null {
  if (status === 200) return text === '{"active":false}' ? null : 'accepted';
  return faultOfRefusal(status, [400, 413]);
}

/** Userinfo refuses a bad token (RFC 6750 §3.1). A 403 would mean that it has believed it. */
export function faultOfUserinfo({ status }: Told): Fault | null {
  return status < 300 || status === 403 ? 'accepted' : faultOfRefusal(status, [400, 401, 413, 431]);
}

function faultOfRefusal(status: number, refusals: readonly number[]): Fault | null {
  if (status >= 500) return 'a server error';
  return refusals.includes(status) ? null : 'an odd answer';
}

/** Everything that would be of use to somebody who asked wrongly. */
const useful =
  /"(access_token|refresh_token|id_token|sub|linked_accounts)" *:|"active" *: *true|[?&]code=|__Host-[a-z-]*session=[^;]/;
/** What only we should know: where our code is, and what the database is asked. */
const telltale = /\bat .+\.[jt]s:\d+|node_modules|civic\.|select .+ from /;

/** A request that says in two ways where it ends must not be answered as if it were two (RFC 9112 §6.1). */
function isAmbiguous(sent: Buffer): boolean {
  const [head = ''] = sent.toString('latin1').split('\r\n\r\n');
  return /^content-length:/im.test(head) && /^transfer-encoding:/im.test(head);
}

/** Whatever a bad request is answered with, it is no success and no fault of ours. */
export function faultOfExchange(sent: Buffer, { said, hangs }: Exchange): Fault | null {
  if (hangs) return 'no end';
  const starts = said.matchAll(/(?:^|\n)HTTP\/1\.[01] (\d{3})/g);
  const statuses = [...starts].map(([, code]) => Number(code)).filter((status) => status >= 200);
  if (statuses.some((status) => status >= 500)) return 'a server error';
  if (useful.test(said)) return 'accepted';
  if (isAmbiguous(sent) && statuses.length > 1) return 'two answers';
  return telltale.test(said) ? 'an odd answer' : null;
}
