import type { Dice } from '../dice.ts';

/** A request in parts that can be spoilt one by one. Texts are bytes (latin1), so that they may be no UTF-8 at all. */
export interface Draft {
  method: string;
  path: string;
  version: string;
  /** `name=value`, as written. */
  query: string[];
  headers: [name: string, value: string][];
  /** A form, until a spoiler replaces it by a text. */
  form: string[];
  body: string | null;
  framing: 'length' | 'none' | 'chunked' | 'wrong';
}

/** Spoils one thing about a request. */
export type Spoiler = (draft: Draft, dice: Dice) => void;

/** What an endpoint is asked in the right way, but with secrets that are worth nothing any more. */
export interface Asked {
  method: 'GET' | 'POST';
  path: string;
  fields: Record<string, string>;
  /** Sent with the request as they are. */
  headers: Record<string, string>;
}

export function draftOf({ method, path, fields, headers }: Asked, host: string): Draft {
  const pairs = [...new URLSearchParams(fields)].map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  const isForm = method === 'POST';
  return {
    method,
    path,
    version: 'HTTP/1.1',
    query: isForm ? [] : pairs,
    headers: [
      ['Host', host],
      ['Connection', 'close'],
      ...(isForm ? [['Content-Type', 'application/x-www-form-urlencoded'] as const] : []),
      ...Object.entries(headers),
    ].map(([name = '', value = '']) => [name, value]),
    form: isForm ? pairs : [],
    body: null,
    framing: isForm ? 'length' : 'none',
  };
}

/** The bytes that go over the wire. */
export function written(draft: Draft, dice: Dice): Buffer {
  const { method, path, query, version, headers } = draft;
  const target = query.length > 0 ? `${path}?${query.join('&')}` : path;
  const lines = [`${method} ${target} ${version}`, ...headers.map((pair) => pair.join(': '))];
  const head = lines.map((line) => `${line}\r\n`).join('');
  return Buffer.from(`${head}${framed(draft, dice)}`, 'latin1');
}

/** The end of the headers, and the body. */
function framed({ form, body, framing }: Draft, dice: Dice): string {
  const text = body ?? form.join('&');
  const length = `Content-Length: ${text.length}\r\n`;
  switch (framing) {
    case 'none':
      return `\r\n${text}`;
    case 'length':
      return `${length}\r\n${text}`;
    case 'chunked':
      return `Transfer-Encoding: chunked\r\n\r\n${chunksOf(text, dice)}0\r\n\r\n`;
    case 'wrong':
      return dice.pick(wrongFramings)(text, dice);
    default:
      return framing satisfies never;
  }
}

function chunksOf(text: string, dice: Dice): string {
  if (text === '') return '';
  const size = 1 + dice.below(text.length);
  const chunk = text.slice(0, size);
  return `${chunk.length.toString(16)}\r\n${chunk}\r\n${chunksOf(text.slice(size), dice)}`;
}

/** Lengths that do not fit, and two ways to say where the body ends (RFC 9112 §6.3). */
const wrongFramings: readonly ((text: string, dice: Dice) => string)[] = [
  (text, dice) => `Content-Length: ${text.length + 1 + dice.below(50)}\r\n\r\n${text}`,
  (text, dice) => `Content-Length: ${dice.below(text.length + 1)}\r\n\r\n${text}`,
  (text, dice) =>
    `Content-Length: ${dice.pick(['-1', '1e3', '0x10', '+5', '', '9'.repeat(30)])}\r\n\r\n${text}`,
  (text) => `Content-Length: 0\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
  (text) => `Content-Length: ${text.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${text}`,
  (text) => `Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${text}`,
  (text, dice) =>
    `Transfer-Encoding: ${dice.pick(['xchunked', 'chunked, identity', 'identity', '\x0bchunked', 'gzip'])}\r\n\r\n${text}`,
  (text, dice) =>
    `Transfer-Encoding: chunked\r\n\r\n${dice.pick(['zz', '-1', 'ffffffffffffffffff', '5;x=\n', ''])}\r\n${text}\r\n0\r\n\r\n`,
  (text) => `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${text}`,
  (text) => `Content-Length: ${text.length}\r\n\r\n${text}GET /account HTTP/1.1\r\nHost: x\r\n\r\n`,
];
