import type { Key } from '../words/words.ts';
import type { KindName } from './schedule.ts';

/** Why we keep something for a while, as the pages say it. */
export type Why = Extract<Key, `kept.why.${string}`>;

/** Why each kind is kept as long as it is. */
export const whyKept = {
  link: 'kept.why.return',
  dates: 'kept.why.agreed',
  consent: 'kept.why.agreed',
  record: 'kept.why.return',
  unused: 'kept.why.wait',
  unreachable: 'kept.why.wait',
  held: 'kept.why.wait',
  session: 'kept.why.stay',
  flow: 'kept.why.step',
  answer: 'kept.why.step',
  proof: 'kept.why.step',
  request: 'kept.why.step',
  logout: 'kept.why.step',
  code: 'kept.why.once',
  grant: 'kept.why.allowed',
  revoked: 'kept.why.once',
  list: 'kept.why.once',
  trouble: 'kept.why.help',
  opened: 'kept.why.help',
  support: 'kept.why.help',
  tries: 'kept.why.slow',
  deletion: 'kept.why.show',
  block: 'kept.why.away',
  single: 'kept.why.slow',
  asked: 'kept.why.second',
  planned: 'kept.why.show',
  plan: 'kept.why.show',
  told: 'kept.why.told',
  event: 'kept.why.told',
  tally: 'kept.why.count',
  history: 'kept.why.show',
  assertion: 'kept.why.once',
  repeat: 'kept.why.once',
  staff: 'kept.why.show',
  invitation: 'kept.why.invite',
  staffSession: 'kept.why.stay',
  challenge: 'kept.why.once',
  staffTrip: 'kept.why.step',
  retirement: 'kept.why.second',
} as const satisfies Record<KindName, Why>;
