/** What a callback asks for, before anything else is known about it. */
export type CallbackShape =
  | { readonly kind: 'code'; readonly state: string; readonly code: string; readonly iss?: string }
  | { readonly kind: 'cancelled'; readonly state?: string }
  | { readonly kind: 'failed'; readonly state?: string }
  | { readonly kind: 'malformed' };

type Query = Readonly<Record<string, unknown>>;

const word = /^[\x21-\x7e]{1,2048}$/;
/** Parameters whose value is read; the words around an error are attacker's text and never looked at. */
const read = ['code', 'state', 'iss', 'error', 'error_code'];
const dropped = ['error_description', 'error_message', 'error_reason', 'error_uri'];

/**
 * Sorts the query of a callback (RFC 6749 §4.1.2, RFC 9207) without believing any of it.
 * Repeated parameters, a code together with an error, and values that are no plain word are malformed;
 * unknown parameters are ignored.
 */
export function callbackShape(query: Query): CallbackShape {
  const isRegular =
    read.every((name) => isWord(query[name])) && dropped.every((name) => isSingle(query[name]));
  if (!isRegular) return { kind: 'malformed' };
  const { code, state, iss } = query as Record<string, string | undefined>;
  const ending = endingOf(query);
  if (ending !== null && code !== undefined) return { kind: 'malformed' };
  if (ending !== null) return { kind: ending, ...(state !== undefined && { state }) };
  if (code === undefined || state === undefined) return { kind: 'malformed' };
  return { kind: 'code', state, code, ...(iss !== undefined && { iss }) };
}

/**
 * How a trip without a code ended. Facebook's form from before OAuth 2 has an `error_code` and no
 * `error`, and uses it for "no" as well as for faults: either way the person gave nothing.
 */
function endingOf(query: Query): 'cancelled' | 'failed' | null {
  if (query.error !== undefined) return query.error === 'access_denied' ? 'cancelled' : 'failed';
  return query.error_code === undefined && query.error_message === undefined ? null : 'cancelled';
}

function isSingle(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isWord(value: unknown): boolean {
  return isSingle(value) && (value === undefined || word.test(value));
}
