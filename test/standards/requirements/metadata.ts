import type { Topic } from './requirement.ts';

export const metadata: Topic = {
  title: 'Metadata and published keys',
  requirements: [
    [
      'MD-01',
      'MUST',
      'RFC 8414 §3',
      'Metadata is one JSON object with the members every client needs.',
    ],
    [
      'MD-02',
      'MUST',
      'RFC 8414 §3.3',
      'The issuer is the configured one, byte for byte, and ends without a slash.',
    ],
    ['MD-03', 'MUST', 'RFC 9068 §4', 'Both well-known documents say the same.'],
    [
      'MD-04',
      'MUST',
      'RFC 8414 §3.1',
      'An issuer with a path is served at both forms of address, or refused at start.',
    ],
    ['MD-05', 'MUST', 'RFC 8414 §3.2', 'No member is null or an empty list.'],
    [
      'MD-06',
      'MUST',
      'OIDC Discovery §3',
      'Subject types are named, and the list of algorithms has RS256 and all that sign access tokens.',
    ],
    [
      'MD-07',
      'MUST',
      'RFC 8414 §2',
      'Where private_key_jwt is listed, its algorithms are too, and `none` is not one of them.',
    ],
    [
      'MD-08',
      'MUST',
      'RFC 8414 §2',
      'Introspection and revocation name their client authentication methods.',
    ],
    ['MD-09', 'MUST', 'RFC 8414 §2', 'S256 is the one code challenge method.'],
    ['MD-10', 'MUST', 'RFC 8414 §2', 'The grant types listed are those the token endpoint takes.'],
    ['MD-11', 'MUST', 'RFC 9207 §2.3', 'Metadata says that authorization responses carry `iss`.'],
    [
      'MD-12',
      'SHOULD',
      'RFC 8414 §2',
      'Scopes, languages, documentation and policy are named, and their addresses answer.',
    ],
    [
      'MD-13',
      'MUST',
      'RFC 8414 §2',
      'Every endpoint is at the origin of the issuer and has no fragment.',
    ],
    [
      'MD-14',
      'MUST',
      'RFC 7517 §4',
      'The key set holds public members only; each key has its own kid, with use and alg.',
    ],
    [
      'MD-15',
      'ours',
      'RFC 9111 §5.2',
      'The key set may be cached for five minutes, read from any origin, and is there without the database.',
    ],
    [
      'MD-16',
      'ours',
      'OIDC Core §10.1.1',
      'A new key is published before it signs and stays until its last token has expired.',
    ],
    ['MD-17', 'SHOULD', 'RFC 8725 §3.1', 'One key serves one algorithm.'],
    ['MD-18', 'MUST', 'RFC 9728 §2', 'The API describes itself as a protected resource.'],
    ['MD-19', 'SHOULD', 'RFC 9728 §5.1', 'A 401 of the API points to that description.'],
    [
      'MD-20',
      'ours',
      'RFC 9110 §15.5.6',
      'Metadata and keys answer GET and HEAD; anything else is 405 with Allow.',
    ],
  ],
};
