import type { Topic } from './requirement.ts';

export const clients: Topic = {
  title: 'Client authentication',
  requirements: [
    [
      'CA-01',
      'MUST',
      'RFC 6749 §2.3.1',
      'A secret in the Basic header works, raw and form-encoded.',
    ],
    ['CA-02', 'MUST', 'OAuth 2.1 §2.4.1', 'A secret in the form works.'],
    ['CA-03', 'MUST', 'RFC 6749 §2.3', 'Two methods in one request are refused.'],
    ['CA-04', 'MUST', 'RFC 6749 §2.3.1', 'Credentials in the address are refused and not logged.'],
    [
      'CA-05',
      'MUST',
      'RFC 6749 §5.2',
      'Wrong credentials are invalid_client, with a Basic challenge to whoever used Basic.',
    ],
    [
      'CA-06',
      'MUST',
      'RFC 6749 §5.2',
      'A malformed Basic header is an OAuth error and never a 500.',
    ],
    [
      'CA-07',
      'ours',
      'RFC 6749 §2.3.1',
      'An unknown client and a wrong secret look the same, and guessing is slowed down.',
    ],
    [
      'CA-08',
      'MUST',
      'RFC 6749 §3.2.1',
      'A confidential client proves itself; a public one only says who it is.',
    ],
    [
      'CA-09',
      'SHOULD',
      'OAuth 2.1 §2.1',
      'A client has one type and one method, and another method is refused.',
    ],
    [
      'CA-10',
      'SHOULD',
      'RFC 6749 §10.10',
      'Secrets are 256 random bits in a safe alphabet, and only their hash is kept.',
    ],
    [
      'CA-11',
      'ours',
      'ASVS 13.3.4',
      'Two secrets may be good at once, and a retired one ends at once everywhere.',
    ],
    [
      'PK-01',
      'MUST',
      'RFC 7523 §3',
      'An assertion needs iss and sub of the client, an expiry to come and a good signature.',
    ],
    [
      'PK-02',
      'MUST',
      'RFC 7523bis §4',
      'Its audience is the issuer alone, or the token endpoint for clients registered so.',
    ],
    [
      'PK-03',
      'ours',
      'RFC 7523 §3',
      'An assertion is short-lived and counts once, over all processes.',
    ],
    ['PK-04', 'MUST', 'RFC 8725 §3.1', 'Only the algorithm registered for the client is believed.'],
    [
      'PK-05',
      'SHOULD',
      'RFC 7523bis §4',
      'The type is client-authentication+jwt or absent; another kind of token is refused.',
    ],
  ],
};
