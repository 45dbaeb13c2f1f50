import type { Topic } from './requirement.ts';

export const openid: Topic = {
  title: 'OpenID Connect',
  requirements: [
    [
      'ID-01',
      'MUST',
      'OIDC Core §2',
      'openid gives an ID token with its claims, RS256 unless registered otherwise.',
    ],
    ['ID-02', 'MUST', 'OIDC Core §3.1.2.1', 'A nonce comes back when sent and is absent when not.'],
    ['ID-03', 'MUST', 'OIDC Core §3.1.2.1', 'Without openid there is no ID token and no userinfo.'],
    ['ID-04', 'MUST', 'OIDC Core §3.1.2.1', 'prompt=none shows no page and says what is missing.'],
    [
      'ID-05',
      'MUST',
      'OIDC Core §3.1.2.1',
      'prompt=login signs in again; prompt=consent asks again.',
    ],
    [
      'ID-06',
      'MUST',
      'OIDC Core §3.1.2.1',
      'max_age is kept, and auth_time is when the resident really signed in.',
    ],
    [
      'ID-07',
      'MUST',
      'OIDC Core §15.1',
      'Hints about display, language and the like never make a request fail.',
    ],
    [
      'ID-08',
      'MUST',
      'OIDC Core §3.1.2.1',
      'A hint about another resident is login_required; a forged hint is refused.',
    ],
    [
      'ID-09',
      'MUST',
      'OIDC Core §5.3',
      'Userinfo answers GET and POST with the sub of the ID token, or a challenge.',
    ],
    [
      'ID-10',
      'MUST',
      'OIDC Core §6.1',
      'Request objects are refused by name, and metadata says so.',
    ],
    [
      'ID-11',
      'MUST',
      'OIDC Core §8',
      'A subject is one per sector, stable, and at most 255 ASCII characters.',
    ],
    [
      'ID-12',
      'SHOULD',
      'OIDC Core §3.1.3.6',
      'at_hash, where present, is right for the algorithm.',
    ],
    [
      'ID-13',
      'MUST',
      'OIDC Core §12.2',
      'A refreshed ID token keeps issuer, subject, audience and time of sign-in.',
    ],
    ['ID-14', 'ours', 'ASVS 10.6.1', 'Only the code flow and the query response mode are there.'],
  ],
};

export const logout: Topic = {
  title: 'Logout',
  requirements: [
    [
      'LO-01',
      'MUST',
      'RP-Initiated Logout §2',
      'With a good hint and a registered address the resident is signed out and led back with state.',
    ],
    [
      'LO-02',
      'MUST',
      'RP-Initiated Logout §3',
      'With a bad hint or address nobody is led anywhere.',
    ],
    [
      'LO-03',
      'MUST',
      'RP-Initiated Logout §2',
      'Without an address the resident is signed out and sees a page.',
    ],
    [
      'LO-04',
      'MUST',
      'ASVS 10.6.2',
      'A bare link asks first, so that nobody can sign somebody else out.',
    ],
    [
      'BL-01',
      'MUST',
      'Back-Channel Logout §2.4',
      'A logout token has its type and claims, no nonce, and two minutes at most.',
    ],
    [
      'BL-02',
      'MUST',
      'Back-Channel Logout §2.5',
      'It is sent as a form, follows no redirect, and is tried again; the record shows it.',
    ],
    [
      'BL-03',
      'SHOULD',
      'Back-Channel Logout §2.1',
      'Discovery and the ID token say that there is one.',
    ],
    ['BL-04', 'ours', 'SSRF', 'Where it goes is https and registered, or this machine.'],
  ],
};
