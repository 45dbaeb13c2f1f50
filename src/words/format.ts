import type { Language } from './words.ts';

/** American usage in both languages, since that is where the cities are. */
const locales = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
type Joint = 'conjunction' | 'disjunction';

/** Making a formatter takes as long as making a page. There are few different ones, so each is made once. */
function kept<Variant extends string, Formatter>(
  make: (locale: string, variant: Variant) => Formatter,
): (language: Language, variant: Variant) => Formatter {
  const made = new Map<string, Formatter>();
  return (language, variant) => {
    const key = `${language} ${variant}`;
    const formatter = made.get(key) ?? make(locales[language], variant);
    made.set(key, formatter);
    return formatter;
  };
}

const dates = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }),
);
const toTheMinute = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;
const moments = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { ...toTheMinute, timeZone }),
);
const seconds = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { ...toTheMinute, second: '2-digit', timeZone }),
);
const counts = kept((locale, style: 'decimal') => new Intl.NumberFormat(locale, { style }));
const shares = kept(
  (locale, style: 'percent') => new Intl.NumberFormat(locale, { style, maximumFractionDigits: 1 }),
);
const roughly = kept((locale, notation: 'compact') => new Intl.NumberFormat(locale, { notation }));
const shortDays = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone }),
);
const hoursOfDay = kept(
  (locale, timeZone) => new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone }),
);
const months = kept(
  (locale, timeZone) =>
    new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone }),
);
const lists = kept((locale, type: Joint) => new Intl.ListFormat(locale, { type }));
const amounts = kept(
  (locale, unit: Unit) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
);

/** A day as people write it, such as "July 4, 2026", in the city's time zone. */
export function formatDate(language: Language, date: Date, timeZone: string): string {
  return dates(language, timeZone).format(date);
}

/** The same where there is little room: "Jul 4". */
export function formatShortDay(language: Language, date: Date, timeZone: string): string {
  return shortDays(language, timeZone).format(date);
}

/** The hour that a moment is in: "1 PM". */
export function formatHour(language: Language, moment: Date, timeZone: string): string {
  return hoursOfDay(language, timeZone).format(moment);
}

/** A month such as `2026-11` as people write it: "November 2026". It is the same month everywhere. */
export function formatMonth(language: Language, month: string): string {
  return months(language, 'UTC').format(new Date(`${month}-15T12:00:00Z`));
}

/** A number as people write it: "1,200". */
export function formatCount(language: Language, count: number): string {
  return counts(language, 'decimal').format(count);
}

/** A part of a whole: "12.5%". */
export function formatShare(language: Language, share: number): string {
  return shares(language, 'percent').format(share);
}

/** A number where there is little room: "1.2K". */
export function formatRoughly(language: Language, count: number): string {
  return roughly(language, 'compact').format(count);
}

/** A moment in the city's time zone, which it names: "July 4, 2026 at 1:00 PM CDT". */
export function formatMoment(language: Language, moment: Date, timeZone: string): string {
  return moments(language, timeZone).format(moment);
}

/** The same to the second, where two moments must not look alike. */
export function formatExactly(language: Language, moment: Date, timeZone: string): string {
  return seconds(language, timeZone).format(moment);
}

/** "Google, Facebook, or Apple"; `kind` chooses between "and" and "or". */
export function formatList(
  language: Language,
  items: readonly string[],
  kind: 'and' | 'or',
): string {
  return lists(language, kind === 'and' ? 'conjunction' : 'disjunction').format(items);
}

const sizes: readonly (readonly [Unit, number])[] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "5 minutes", "12 hours", "30 days": a number of seconds in the largest unit that leaves no rest. */
export function formatSeconds(language: Language, count: number): string {
  const [unit, size] = sizes.find((one) => count % one[1] === 0) ?? ['second', 1];
  return formatAmount(language, count / size, unit);
}

/** "1 minute", "10 minutes": an amount with its unit in the right number. */
export function formatAmount(language: Language, amount: number, unit: Unit): string {
  return amounts(language, unit).format(amount);
}
