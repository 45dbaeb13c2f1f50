import type { Dice } from '../dice.ts';
import type { Material } from './material.ts';

/** A value that has no business where it is put. */
export type Odd = (dice: Dice, material: Material) => unknown;

/** What may stand anywhere in JSON. */
const anything: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1e308,
  2 ** 53,
  '',
  ' ',
  '0',
  'null',
  [],
  {},
  [null],
  { a: 1 },
  '\0',
  '\ud800',
  '🦜',
  '\u202e',
  '__proto__',
  'constructor',
];

export const algorithms: readonly unknown[] = [
  'none',
  'None',
  'NONE',
  'nOnE',
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'ES384',
  'ES512',
  'ES256K',
  'EdDSA',
  'es256',
  'ES256 ',
  'ES256\0',
  'dir',
  'A128KW',
  ['ES256'],
  ...anything,
];

export const types: readonly unknown[] = [
  'JWT',
  'jwt',
  'logout+jwt',
  'secevent+jwt',
  'at+jwt ',
  'dpop+jwt',
  'at+jwt\0',
  'at',
  ['at+jwt'],
  ...anything,
];

/** Names of keys: of no key, of another key, of files, tables and whatever else a careless look-up might open. */
export const kidOf: Odd = (dice, { ours: { kid }, otherKid }) =>
  dice.pick<unknown>([
    otherKid,
    kid.toLowerCase(),
    kid.slice(0, -1),
    `${kid}=`,
    `${kid}\0`,
    ` ${kid}`,
    [kid],
    { kid },
    '../../../../../../dev/null',
    'file:///dev/null',
    "' or 1=1--",
    "x' union select 'AAAA",
    '$(id)',
    'A'.repeat(43),
    'k'.repeat(dice.pick([1000, 5000])),
    dice.text(43),
    ...anything,
  ]);

/** Members that name a key of the sender's choice, or ask for something we do not do. */
export const membersOf: Odd = (dice, { theirs, trap }) =>
  dice.pick<unknown>([
    { jku: `${trap}/jwks` },
    { x5u: `${trap}/cert` },
    { jwk: theirs.publicJwk },
    { x5c: ['MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'] },
    { x5t: 'AAAA', 'x5t#S256': 'AAAA' },
    { crit: ['exp'] },
    { crit: ['b64'], b64: false },
    { crit: [] },
    { b64: false },
    { cty: 'JWT' },
    { zip: 'DEF' },
    { enc: 'A128GCM' },
    { url: trap, nonce: 'n' },
    { iss: 'https://evil.example' },
    { [dice.text(5)]: dice.pick(anything) },
  ]);

/** Values for claims, wrong in type or content. */
export const claimOf: Odd = (dice, { trap }) =>
  dice.pick<unknown>([
    ...anything,
    trap,
    'https://evil.example',
    dice.text(dice.pick([1, 40, 300, 3000])),
    new Date(4e12).toISOString(),
    4_000_000_000,
    String(4_000_000_000),
    [['a'], ['b']],
    `${trap}#`,
    'openid linked_accounts linked_account_ids admin:links.revoke',
  ]);
