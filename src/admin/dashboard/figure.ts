import type { Figures } from '../../statistics/figures.ts';
import type { ChartData, Place } from '../../ui/chart-data.ts';
import { formatCount, formatDate, formatShortDay } from '../../words/format.ts';
import type { Language } from '../../words/words.ts';

type Answer<Name extends keyof Figures> = Awaited<ReturnType<Figures[Name]>>;

export type LinksPerDay = Answer<'linksPerDay'>;
export type SignInsPerHour = Answer<'signInsPerHour'>;
export type ChecksPerDay = Answer<'tokenChecksPerDay'>;

/** A chart of the dashboard, as the page shows it. */
export interface Figure {
  id: string;
  kind: 'bars' | 'lines';
  title: string;
  /** What it says, for whoever looks at it and whoever does not. */
  sentence: string;
  data: ChartData;
  /** The name of the file with its numbers. */
  file: string;
}

/** The language of the page, the city's clocks, and what things are called. */
export interface Reader {
  language: Language;
  timeZone: string;
  providers: readonly Named[];
  apps: readonly Named[];
}

export interface Named {
  id: string;
  name: string;
}

/** A day such as `2026-11-23`, as people write it. It is the same day everywhere. */
export function nameOfDay(language: Language, day: string): string {
  return formatDate(language, noonOf(day), 'UTC');
}

export function placeOfDay(language: Language, day: string): Place {
  return {
    name: nameOfDay(language, day),
    label: formatShortDay(language, noonOf(day), 'UTC'),
  };
}

/** The first and the last day, in words. */
export function endsOf(language: Language, days: readonly string[]): { from: string; to: string } {
  const [from = '', to = from] = [days.at(0), days.at(-1)];
  return { from: nameOfDay(language, from), to: nameOfDay(language, to) };
}

/** Everything that is known, and whatever else was counted by its own id: a provider that is switched off by now. */
export function namesOf(known: readonly Named[], counted: readonly string[]): Named[] {
  const others = new Set(counted.filter((id) => known.every((one) => one.id !== id)));
  return [...known, ...Array.from(others, (id) => ({ id, name: id }))];
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Numbers as people write them. */
export function written<Name extends string>(
  language: Language,
  counts: Record<Name, number>,
): Record<Name, string> {
  const entries = Object.entries<number>(counts);
  const said = entries.map(([name, count]) => [name, formatCount(language, count)]);
  return Object.fromEntries(said) as Record<Name, string>;
}

function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
