import type { Language } from './words.ts';

/** American usage in both languages, since that is where the cities are. */
const locales = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

export type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year';
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
const lists = kept((locale, type: Joint) => new Intl.ListFormat(locale, { type }));
const amounts = kept(
  (locale, unit: Unit) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }),
);

/** A day as people write it, such as "July 4, 2026", in the city's time zone. */
export function formatDate(language: Language, date: Date, timeZone: string): string {
  return dates(language, timeZone).format(date);
}

/** "Google, Facebook, or Apple"; `kind` chooses between "and" and "or". */
export function formatList(
  language: Language,
  items: readonly string[],
  kind: 'and' | 'or',
): string {
  return lists(language, kind === 'and' ? 'conjunction' : 'disjunction').format(items);
}

/** "1 minute", "10 minutes": an amount with its unit in the right number. */
export function formatAmount(language: Language, amount: number, unit: Unit): string {
  return amounts(language, unit).format(amount);
}
