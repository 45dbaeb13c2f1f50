import type { Topic } from './requirement.ts';

export const upstream: Topic = {
  title: 'Providers and linking',
  requirements: [
    [
      'UP-01',
      'MUST',
      'NIST SP 800-63C-4 §3.8.1',
      'A link is begun and finished only in a session of its resident.',
    ],
    [
      'UP-02',
      'MUST',
      'OAuth Security BCP update §2.3.2',
      'A trip that one person began is never finished by another.',
    ],
    [
      'UP-03',
      'MUST',
      'RFC 9700 §4.7',
      'A state that is absent, wrong, used, old or foreign never leads to a token request.',
    ],
    [
      'UP-04',
      'MUST',
      'RFC 9700 §4.4',
      'Each provider has its own callback, and takes no code of another.',
    ],
    ['UP-05', 'MUST', 'RFC 9207 §2.4', 'A callback that names an issuer must name its own.'],
    ['UP-06', 'SHOULD', 'RFC 9700 §2.1.1', 'Every trip has its own code challenge.'],
    [
      'UP-07',
      'MUST',
      'OIDC Core §3.1.3.7',
      'What an ID token of a provider says is not believed unchecked.',
    ],
    [
      'UP-08',
      'MUST',
      'ASVS 10.5.2',
      'An account is its issuer and user ID, never a name or an e-mail address.',
    ],
    ['UP-09', 'MUST', 'ASVS 10.2.3', 'A provider is asked for the least it can give.'],
    [
      'UP-10',
      'MUST',
      'ASVS 14.2.6',
      'Tokens, e-mail, photo and locale of a provider are kept and shown nowhere.',
    ],
    [
      'UP-11',
      'ours',
      'ASVS 10.5.2',
      'An account that somebody holds stays theirs, and nobody learns whose it is.',
    ],
    [
      'UP-12',
      'ours',
      'NIST SP 800-63C-4 §3.8.1',
      'Nothing is saved before the resident has seen the account and said yes.',
    ],
    [
      'UP-13',
      'SHOULD',
      'ASVS 7.5.1',
      'Linking another account needs a fresh proof; removing one of several waits for no provider.',
    ],
    [
      'UP-14',
      'MUST',
      'RFC 6749 §4.1.2.1',
      'Whatever a provider answers, the resident gets a page, soon, and no link.',
    ],
    [
      'UP-15',
      'MUST',
      'ASVS 16.5.2',
      'A provider that is down stops neither tokens nor the other provider.',
    ],
    ['UP-16', 'SHOULD', 'RFC 9700 §4.11.1', 'After linking nobody is led to another site.'],
    [
      'UP-17',
      'MUST',
      'Facebook Login',
      'Facebook’s signed notices of removal and deletion are verified and acted on.',
    ],
    [
      'UP-18',
      'SHOULD',
      'RISC 1.0',
      'What Google signs about an account is verified, believed once, and acted on.',
    ],
    [
      'UP-19',
      'ours',
      'OAuth Security BCP update §2.4',
      'A yes at a provider is no consent to an app: our own page asks, for each resident and app.',
    ],
  ],
};
