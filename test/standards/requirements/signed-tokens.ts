import type { Topic } from './requirement.ts';

export const signedTokens: Topic = {
  title: 'Verifying signed tokens',
  requirements: [
    [
      'JW-01',
      'MUST',
      'RFC 8725 §3.1',
      'Each kind of token has a fixed list of algorithms, and `none` is in no list.',
    ],
    [
      'JW-02',
      'MUST',
      'RFC 7515 §4.1.11',
      'A critical extension that is not understood is refused.',
    ],
    ['JW-03', 'MUST', 'ASVS 9.1.3', 'A key or key address inside a token is never used.'],
    [
      'JW-04',
      'MUST',
      'RFC 8725 §3.10',
      'A hostile kid finds no key and is looked up nowhere else.',
    ],
    [
      'JW-05',
      'MUST',
      'RFC 8725bis §3.14',
      'What has not the form of a token is refused before it is read.',
    ],
    ['JW-06', 'MUST', 'RFC 8725 §3.8', 'Issuer and audience are required and exact.'],
    ['JW-07', 'SHOULD', 'RFC 8725 §3.11', 'Each kind of token has its own type.'],
    [
      'JW-08',
      'MUST',
      'RFC 8725 §3.2',
      'The algorithm can be changed by configuration, and both verify meanwhile.',
    ],
    ['JW-09', 'ours', 'RFC 8725 §3.3', 'Ten thousand mutated tokens: none accepted, none a 500.'],
    ['JW-10', 'MUST', 'ASVS 13.3.1', 'Private keys show up nowhere, and weak ones stop the start.'],
  ],
};

/** What `jsonwebtoken` 9 lets through on its own, and what is done about it. */
export const libraryTraps: Topic = {
  title: 'Traps of the token library',
  requirements: [
    ['J1', 'ours', 'RFC 7515 §4.1.11', 'The library ignores `crit`; we refuse it.'],
    ['J2', 'ours', 'RFC 8725 §3.11', 'The library ignores `typ`; we compare it.'],
    ['J3', 'ours', 'RFC 9068 §2.2', 'The library accepts a token without claims; we require them.'],
    [
      'J4',
      'ours',
      'RFC 8725 §3.8',
      'An empty issuer or audience switches its check off; we refuse to start.',
    ],
    ['J5', 'ours', 'RFC 7519 §7.2', 'A payload may be no object; we refuse it.'],
    ['J6', 'ours', 'RFC 7519 §4.1.6', 'A token from the future passes; we refuse it.'],
    [
      'J7',
      'ours',
      'RFC 7515 §5.2',
      'One token has many valid texts; we revoke by id and never by text.',
    ],
    [
      'J8',
      'ours',
      'RFC 7518 §3.4',
      'A signature of a wrong length throws another error; we answer as for any bad token.',
    ],
    [
      'J9',
      'ours',
      'RFC 7519 §4.1.4',
      'A lifetime as text means milliseconds; we sign an expiry in numbers.',
    ],
    ['J10', 'ours', 'RFC 7519 §4', 'An undefined claim stops signing; we leave it out.'],
    ['J11', 'ours', 'RFC 7515 §4.1.4', 'A kid beyond ASCII is garbled; ours are ASCII.'],
    ['J12', 'ours', 'RFC 7519 §4', 'Doubled and odd claim names pass; they decide nothing.'],
    ['J13', 'ours', 'RFC 8725 §3.1', 'Without a list any algorithm goes; there always is a list.'],
    ['J14', 'ours', 'RFC 7519 §4.1.6', 'A time of issue of zero becomes now; we never sign one.'],
  ],
};
