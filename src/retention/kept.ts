import { formatAmount, formatSeconds } from '../words/format.ts';
import { sayIn } from '../words/words.ts';
import type { Key, Language } from '../words/words.ts';

/** A length of time. Months are those of the calendar. */
export type Period = { seconds: number } | { months: number };

/** Something a person does, as the pages say it: "Until you remove the link". */
type Event = Extract<Key, `kept.until.${string}`>;

/** How long something is kept. */
export type Kept =
  | { after: Period }
  /** So long after the last use, and so long in any case. */
  | { idle: Period; longest: Period }
  | { until: Event };

/** A length of time in words: "24 months". */
export function periodInWords(language: Language, period: Period): string {
  return 'months' in period
    ? formatAmount(language, period.months, 'month')
    : formatSeconds(language, period.seconds);
}

/** How long something is kept, in a sentence. */
export function keptInWords(language: Language, kept: Kept): string {
  const say = sayIn(language);
  const time = (period: Period): string => periodInWords(language, period);
  if ('until' in kept) return say(kept.until);
  if ('after' in kept) return say('kept.after', { time: time(kept.after) });
  return say('kept.unused', { idle: time(kept.idle), longest: time(kept.longest) });
}
