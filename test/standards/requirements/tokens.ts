import type { Topic } from './requirement.ts';

export const codes: Topic = {
  title: 'Token endpoint and codes',
  requirements: [
    ['TK-01', 'MUST', 'RFC 6749 §3.2', 'Only posted forms are read, never the address or JSON.'],
    ['TK-02', 'MUST', 'RFC 6749 §5.1', 'Success is 200 with JSON that is not cached.'],
    [
      'TK-03',
      'MUST',
      'RFC 6749 §5.2',
      'An error is 400 or 401 with JSON, in plain characters, not cached.',
    ],
    ['TK-04', 'MUST', 'RFC 6749 §4.1.3', 'A code is of no use to another client.'],
    ['TK-05', 'MUST', 'RFC 6749 §4.1.2', 'A code works once, however many try at the same time.'],
    [
      'TK-06',
      'SHOULD',
      'OAuth 2.1 §7.5.2',
      'A true replay ends the tokens of the first use; a guess does not.',
    ],
    ['TK-07', 'MUST', 'RFC 6749 §4.1.2', 'A code lives for one minute.'],
    ['TK-08', 'MUST', 'RFC 7636 §4.6', 'The verifier must be there, well-formed and right.'],
    ['TK-09', 'MUST', 'RFC 9700 §4.8.2', 'A verifier for a code that had no challenge is refused.'],
    [
      'TK-10',
      'MUST',
      'OAuth 2.1 §10.2',
      'A redirect address that is sent must be the one of the request; it may be left out.',
    ],
    [
      'TK-11',
      'MUST',
      'RFC 6749 §5.2',
      'A grant type is unknown, or known and not for this client: two different errors.',
    ],
    ['TK-12', 'MUST', 'RFC 9700 §2.4', 'There is no password grant.'],
    [
      'TK-13',
      'MUST',
      'RFC 6749 §3.2',
      'A doubled parameter is refused, an unknown one ignored, an empty one absent.',
    ],
    [
      'TK-14',
      'SHOULD',
      'RFC 6749 §10.10',
      'Codes and refresh tokens are 256 random bits, kept only as hashes.',
    ],
    [
      'TK-15',
      'MUST',
      'RFC 6749 §10.5',
      'A crash between code and answer never yields two sets of tokens.',
    ],
    [
      'TK-16',
      'SHOULD',
      'OAuth 2.1 §3.2',
      'Only origins of registered public apps may read the answer.',
    ],
    [
      'TK-17',
      'MUST',
      'RFC 8707 §2.2',
      'A resource at the token endpoint must be one that was granted.',
    ],
  ],
};

export const refreshTokens: Topic = {
  title: 'Refresh tokens',
  requirements: [
    [
      'RT-01',
      'MUST',
      'RFC 9700 §4.14.2',
      'Every use gives a new one, and using an old one again ends the family.',
    ],
    [
      'RT-02',
      'ours',
      'RFC 9700 §4.14.2',
      'Many uses at once give one successor; a lost answer can be asked for again by its client.',
    ],
    ['RT-03', 'MUST', 'RFC 6749 §6', 'A refresh token is of no use to another client.'],
    [
      'RT-04',
      'MUST',
      'RFC 6749 §6',
      'Scope can be narrowed for one access token and never widened.',
    ],
    [
      'RT-05',
      'MUST',
      'OAuth 2.1 §4.3.3',
      'It ends when not used and at a fixed age, which use does not move.',
    ],
    [
      'RT-06',
      'MUST',
      'OAuth 2.1 §4.3.1',
      'It ends at once with the link, the consent, the resident or by staff.',
    ],
    ['RT-07', 'MUST', 'RFC 9700 §4.14.2', 'It reaches no resource beyond the consent.'],
    ['RT-08', 'MUST', 'RFC 6749 §4.4.3', 'Client credentials give none.'],
    ['RT-09', 'SHOULD', 'OIDC Core §11', 'There is one only with offline_access.'],
  ],
};

export const clientCredentials: Topic = {
  title: 'Client credentials',
  requirements: [
    ['CC-01', 'MUST', 'RFC 6749 §4.4', 'A public client gets nothing.'],
    ['CC-02', 'SHOULD', 'RFC 9068 §5', 'An app as subject can never be taken for a resident.'],
    [
      'CC-03',
      'MUST',
      'ASVS 10.4.11',
      'An app gets the scopes it is registered for and none that need a resident.',
    ],
  ],
};

export const accessTokens: Topic = {
  title: 'Access tokens',
  requirements: [
    [
      'AT-01',
      'MUST',
      'RFC 9068 §2.1',
      'The type is at+jwt, the signature is asymmetric, the key is published.',
    ],
    [
      'AT-02',
      'MUST',
      'RFC 9068 §2.2',
      'Every required claim is there with the right type, and jti is unique.',
    ],
    ['AT-03', 'MUST', 'RFC 9068 §2.1', 'An app registered for RS256 gets RS256.'],
    ['AT-04', 'MUST', 'RFC 9068 §3', 'There is always an audience, and each API has its own.'],
    ['AT-05', 'SHOULD', 'RFC 9068 §2.2.3', 'Scope is there and means something to the audience.'],
    ['AT-06', 'SHOULD', 'RFC 9700 §2.2', 'A token lives for five minutes.'],
    [
      'AT-07',
      'MUST',
      'RFC 9068 §6',
      'A token holds an allowed list of claims, and nothing a provider said.',
    ],
    [
      'AT-08',
      'ours',
      'OIDC Core §8.1',
      'The subject is made for one sector and is no key of ours or a provider’s.',
    ],
    ['AT-09', 'MUST', 'RFC 8725 §3.11', 'No other kind of token passes for an access token.'],
    ['AT-10', 'SHOULD', 'RFC 9068 §2.2.1', 'The time of sign-in stays through a refresh.'],
    ['AT-11', 'ours', 'RFC 9068 §4', 'Independent libraries accept it in their strict mode.'],
  ],
};
