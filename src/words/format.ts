import type { Language } from './words.ts';

/** American usage in both languages, since that is where the cities are. */
const locales = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

/** A day as people write it, such as "July 4, 2026", in the city's time zone. */
export function formatDate(language: Language, date: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(date);
}

/** "Google, Facebook, or Apple"; `kind` chooses between "and" and "or". */
export function formatList(
  language: Language,
  items: readonly string[],
  kind: 'and' | 'or',
): string {
  const type = kind === 'and' ? 'conjunction' : 'disjunction';
  return new Intl.ListFormat(locales[language], { type }).format(items);
}

export type Unit = 'minute' | 'hour' | 'day' | 'month' | 'year';

/** "1 minute", "10 minutes": an amount with its unit in the right number. */
export function formatAmount(language: Language, amount: number, unit: Unit): string {
  const options = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(locales[language], options).format(amount);
}
