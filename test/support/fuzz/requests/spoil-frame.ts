import type { Dice } from '../dice.ts';
import type { Spoiler } from './draft.ts';

const methods: readonly string[] = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'get',
  'FOO',
  '',
  'POST\t',
  'GET\0',
  '\x16\x03\x01',
  'PRI',
  'POST POST',
  'a'.repeat(200),
];

const mediaTypes: readonly string[] = [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/x-www-form-urlencoded; charset=utf-16',
  'application/x-www-form-urlencoded;;;',
  'APPLICATION/X-WWW-FORM-URLENCODED',
  'application/x-www-form-urlencodedx',
  'text/xml',
  '',
  ';',
  'application/x-www-form-urlencoded, application/json',
  '*/*',
  '\xff/\xfe',
  'a/b; c="',
];

const bodies: readonly ((dice: Dice) => string)[] = [
  () => '{"grant_type":"authorization_code"}',
  () => '{"a":',
  () => `${'['.repeat(20_000)}`,
  () => '{"__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}',
  () => '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\na\r\n--x--\r\n',
  () => '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
  () => '\x1f\x8b\x08\x00\x00\x00\x00\x00',
  () => '\xff\xfet\x00o\x00k\x00e\x00n\x00',
  () => '',
  (dice) => dice.bytes(dice.below(400)).toString('latin1'),
];

const path = (change: (path: string, dice: Dice) => string): Spoiler => {
  return (draft, dice) => void (draft.path = change(draft.path, dice));
};

export const frameSpoilers: readonly Spoiler[] = [
  (draft, dice) => void (draft.method = dice.pick(methods)),
  (draft, dice) => void (draft.method = dice.pick(methods)),
  path((old) => `${old}/`),
  path((old) => `/${old}`),
  path((old) => `/es${old}`),
  path((old) => old.toUpperCase()),
  path(
    (old, dice) =>
      `${old}${dice.pick(['%00', '%2f', '%zz', '/..', ';x', '%20', '\xff', '#a', '/a', '.json'])}`,
  ),
  path((old, dice) => old.replace('/', dice.pick(['/./', '/../', '//', '/%2e%2e/', '\\', '']))),
  path(
    (old, dice) => `${dice.pick(['http://evil.example', 'https://a@b', '//evil.example'])}${old}`,
  ),
  path((_, dice) =>
    dice.pick(['*', '/', '', '?', '/oauth', `/oauth/continue/${dice.text(20)}`, `/connect/%00`]),
  ),
  (draft, dice) =>
    void (draft.version = dice.pick([
      'HTTP/1.0',
      'HTTP/0.9',
      'HTTP/2.0',
      'HTTP/1.1 ',
      '',
      'HTTQ/1.1',
    ])),
  (draft, dice) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'Content-Type');
    if (dice.chance(0.8)) draft.headers.push(['Content-Type', dice.pick(mediaTypes)]);
  },
  (draft, dice) => void draft.headers.push(['Content-Type', dice.pick(mediaTypes)]),
  (draft, dice) => {
    draft.body = dice.pick(bodies)(dice);
    if (dice.chance(0.5)) draft.headers.push(['Content-Type', dice.pick(mediaTypes)]);
  },
  (draft) => void (draft.framing = 'chunked'),
  (draft) => void (draft.framing = 'wrong'),
  (draft) => {
    draft.framing = 'wrong';
    draft.headers = draft.headers.filter(([name]) => name !== 'Connection');
  },
  (draft) => void (draft.framing = draft.framing === 'none' ? 'length' : 'none'),
];
