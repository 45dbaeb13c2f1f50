import type { Topic } from './requirement.ts';

export const introspection: Topic = {
  title: 'Introspection',
  requirements: [
    [
      'IN-01',
      'MUST',
      'RFC 7662 §2.1',
      'A posted form with client authentication is answered in JSON that is not cached.',
    ],
    ['IN-02', 'MUST', 'RFC 7662 §2.1', 'Without good credentials nothing is said about a token.'],
    [
      'IN-03',
      'MUST',
      'RFC 7662 §4',
      'Signature, times, issuer, revocation and the caller’s right are all checked.',
    ],
    ['IN-04', 'SHOULD', 'RFC 7662 §2.2', 'Inactive looks the same whatever the cause.'],
    ['IN-05', 'MUST', 'RFC 7662 §4', 'Only the audience and the token’s own client are told.'],
    ['IN-06', 'MUST', 'RFC 7662 §2.1', 'A wrong or unknown hint changes nothing.'],
    [
      'IN-07',
      'MAY',
      'RFC 7662 §2.2',
      'An active answer says what the token says, with the same types.',
    ],
    ['IN-08', 'MUST', 'RFC 7662 §4', 'A refresh token is known to its own client only.'],
    [
      'IN-09',
      'ours',
      'RFC 7662 §4',
      'After a revocation has returned, the next question on any replica is answered inactive.',
    ],
    [
      'IN-10',
      'ours',
      'RFC 7515 §5.2',
      'A revoked token stays revoked when its signature is rewritten.',
    ],
    [
      'IN-11',
      'MUST',
      'RFC 7662 §5',
      'Names and provider IDs need their scope, and the subject is the caller’s own.',
    ],
    ['IN-12', 'SHOULD', 'RFC 7662 §4', 'A caller that asks too much is told when to come back.'],
    ['IN-13', 'ours', 'ASVS 16.5.3', 'Without the database the answer is 503, not a guess.'],
  ],
};

export const revocation: Topic = {
  title: 'Revocation',
  requirements: [
    [
      'RV-01',
      'MUST',
      'RFC 7009 §2.2',
      'A good, spent, unknown or broken token is all the same 200.',
    ],
    ['RV-02', 'MUST', 'RFC 7009 §2.1', 'The client says who it is, and the token must be there.'],
    ['RV-03', 'MUST', 'RFC 7009 §2.1', 'A client cannot revoke the token of another.'],
    [
      'RV-04',
      'SHOULD',
      'RFC 7009 §2.1',
      'Revoking a refresh token ends its family and their access tokens.',
    ],
    ['RV-05', 'MUST', 'RFC 7009 §2.1', 'A signed access token can be revoked.'],
    ['RV-06', 'MUST', 'RFC 7009 §2.1', 'A wrong hint does not keep a token alive.'],
    [
      'RV-07',
      'MUST',
      'RFC 7009 §2.2.1',
      'Without the database the answer is 503 with a time to retry.',
    ],
    ['RV-08', 'MUST', 'RFC 7009 §2', 'Only POST revokes.'],
    [
      'RV-09',
      'ours',
      'ASVS 10.4.9',
      'Residents and staff can revoke, and each act is recorded with its effect.',
    ],
  ],
};
