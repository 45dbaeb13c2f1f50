import type { Topic } from './requirement.ts';

export const api: Topic = {
  title: 'The API as a protected resource',
  requirements: [
    [
      'RS-01',
      'MUST',
      'RFC 6750 §2.1',
      'A token counts in one Authorization header and nowhere else.',
    ],
    [
      'RS-02',
      'MUST',
      'RFC 6750 §3.1',
      'No token, a bad token and a missing scope have three different answers.',
    ],
    [
      'RS-03',
      'MUST',
      'RFC 9068 §4',
      'Type, issuer, audience, signature and expiry are each required.',
    ],
    [
      'RS-04',
      'MUST',
      'ASVS 10.3.1',
      'A token for another API is refused, and nobody reaches what is another’s.',
    ],
    ['RS-05', 'SHOULD', 'RFC 9457 §3', 'An error is a documented problem, without inner detail.'],
    ['RS-06', 'MUST', 'ASVS 3.5.2', 'A cookie alone changes nothing, and neither does GET.'],
    ['RS-07', 'SHOULD', 'RFC 6585 §4', 'Who asks too much is told when to come back.'],
  ],
};

export const consent: Topic = {
  title: 'Consent and administration',
  requirements: [
    [
      'CO-01',
      'MUST',
      'OAuth 2.1 §7.9',
      'The page names the app, its department, each permission, how long, and the policy.',
    ],
    ['CO-02', 'MUST', 'ASVS 10.7.3', 'A resident sees what was allowed and can take it back.'],
    [
      'CO-03',
      'MUST',
      'OAuth 2.1 §7.9',
      'Staff can list and revoke, and each act has a person, a reason and a time.',
    ],
    [
      'CO-04',
      'ours',
      'ASVS 10.7.2',
      'Consent belongs to a version of the policy, and a new version asks again.',
    ],
    ['CO-05', 'ours', 'ASVS 10.4.11', 'Only staff register an app, with all that it may do.'],
  ],
};
