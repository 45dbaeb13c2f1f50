import type { Topic } from './requirement.ts';

export const signals: Topic = {
  title: 'Shared signals',
  requirements: [
    [
      'SE-01',
      'MUST',
      'SSF 1.0 §4.1',
      'A SET has its type, one event and the app’s own subject, and neither sub nor exp.',
    ],
    ['SE-02', 'MUST', 'SSF 1.0 §7', 'The transmitter describes itself to everybody.'],
    [
      'SE-04',
      'MUST',
      'RFC 8935 §2',
      'A pushed SET is taken with 202, kept with the code of a refusal, and tried again.',
    ],
    ['SE-05', 'MUST', 'RFC 8936 §2', 'A polled SET comes again until it is acknowledged.'],
    [
      'SE-06',
      'MUST',
      'SSF 1.0 §7.1',
      'A bad token, an unknown stream, a broken body and a second stream are refused.',
    ],
  ],
};
