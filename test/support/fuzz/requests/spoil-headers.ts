import type { Dice } from '../dice.ts';
import type { Spoiler } from './draft.ts';

const basic = (pair: string): string => `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`;

const credentials: readonly string[] = [
  '',
  'Basic',
  'Basic ',
  'Basic !!!',
  'Bearer',
  'Bearer ',
  'Bearer a b',
  'Negotiate AAAA',
  'basic Og==',
  'Digest username="a"',
  'Bearer ..',
  'Bearer \xff',
  `Bearer ${'a'.repeat(5000)}`,
  'DPoP a.b.c',
  '\0',
  basic(''),
  basic(':'),
  basic('a'),
  basic('\0:\0'),
  basic('\xff:\xff'),
  basic('%zz:%'),
  basic('a:b:c'),
  basic('__proto__:x'),
  basic('constructor:'),
  basic(`${'a'.repeat(3000)}:b`),
  basic("' or 1=1--:x"),
];

const strange: readonly (readonly [name: string, values: readonly string[]])[] = [
  [
    'Host',
    [
      'evil.example',
      '',
      'localhost:1, evil.example',
      '[::1',
      '127.0.0.1:99999',
      'a'.repeat(300),
      '\xff',
    ],
  ],
  [
    'Cookie',
    [
      'a',
      '=',
      ';;;',
      '__Host-session=\0',
      '__Host-session=a; __Host-session=b',
      `s=${'a'.repeat(5000)}`,
    ],
  ],
  [
    'Cookie',
    ['__Host-civic-session=../../x', '__proto__=1', '%=%', '\xff=\xfe', 'a="b', 'civic=%00%ff%zz'],
  ],
  ['Origin', ['null', '', 'https://evil.example', 'file://', '\xff', 'http://localhost, http://a']],
  ['Referer', ['javascript:1', '', '\xff', 'https://evil.example/?code=x']],
  ['Sec-Fetch-Site', ['cross-site', 'same-origin', 'none', 'x', '']],
  ['X-Forwarded-For', ['127.0.0.1', '::1, x', 'a'.repeat(500), "'; drop table x--"]],
  ['X-Forwarded-Host', ['evil.example']],
  ['X-Forwarded-Proto', ['https', 'javascript']],
  ['Forwarded', ['for="[::1]";host=evil.example']],
  ['X-HTTP-Method-Override', ['DELETE', 'POST']],
  ['Expect', ['100-continue', '200-ok', '']],
  ['Upgrade', ['websocket', 'h2c', 'x']],
  ['Connection', ['upgrade', 'keep-alive', 'content-length', 'close, transfer-encoding']],
  ['Content-Encoding', ['gzip', 'br', 'identity', 'x, y', '']],
  ['Content-Length', ['0', '5', 'a', '-1']],
  ['Transfer-Encoding', ['chunked', 'identity', 'x']],
  ['TE', ['trailers, deflate;q=0.5']],
  ['Range', ['bytes=0-0', 'bytes=-1', 'x']],
  ['If-None-Match', ['*', 'W/"a"', '"']],
  [
    'Accept',
    ['', '*/*;q=x', 'application/token-introspection+jwt', 'text/html', '\xff', 'a/b,'.repeat(300)],
  ],
  ['Accept-Language', ['es', 'x'.repeat(300), '*;q=2', ',,,', '\xff']],
  ['Accept-Encoding', ['gzip;q=0', '*', 'x']],
  ['X-Request-Id', ['\xff', 'a\tb', '<script>']],
];

/** Headers that are none (RFC 9112 §5). */
const illegal: readonly (readonly [name: string, value: string])[] = [
  ['X ', 'a'],
  [' X', 'a'],
  ['', 'a'],
  ['X\0', 'a'],
  ['X', 'a\0b'],
  ['X', 'a\rY: b'],
  ['X', 'a\nY: b'],
  ['X', 'a\r\n folded'],
  ['\xff', 'a'],
  ['(x)', 'a'],
  ['__proto__', 'a'],
  ['constructor', 'a'],
];

const authorization = (dice: Dice): [string, string] => ['Authorization', dice.pick(credentials)];

export const headerSpoilers: readonly Spoiler[] = [
  (draft, dice) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'Authorization');
    if (dice.chance(0.7)) draft.headers.push(authorization(dice));
  },
  (draft, dice) => void draft.headers.push(authorization(dice)),
  (draft, dice) => {
    const [name, values] = dice.pick(strange);
    draft.headers = draft.headers.filter(([old]) => old !== name || dice.chance(0.3));
    draft.headers.push([name, dice.pick(values)]);
  },
  (draft, dice) => {
    const [name, values] = dice.pick(strange);
    draft.headers.push([name, dice.pick(values)]);
  },
  (draft, dice) => {
    const [name, value] = dice.pick(illegal);
    draft.headers.push([name, value]);
  },
  (draft, dice) => {
    const gone = dice.below(draft.headers.length);
    draft.headers = draft.headers.filter((_, place) => place !== gone);
  },
  (draft, dice) => {
    if (draft.headers.length > 0) draft.headers.push([...dice.pick(draft.headers)]);
  },
];
