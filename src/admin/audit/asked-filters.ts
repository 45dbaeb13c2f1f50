import { z } from 'zod';
import { readFilters } from '../../audit/audit-filters.ts';
import type { FilterName, ReadFilters } from '../../audit/audit-filters.ts';
import { dayIn } from '../../kernel/calendar.ts';
import { fieldIn } from '../staff-form.ts';

/** The fields by which entries are asked for, in their order on the page. */
export const filterFields = [
  'from',
  'to',
  'type',
  'staff',
  'residentId',
  'provider',
  'appId',
  'reason',
  'entry',
] as const satisfies readonly FilterName[];

/** What was asked for, as it was typed; empty where nothing was. */
export type AskedTexts = Readonly<Record<FilterName, string>>;

/** What an address or a form asks for. */
export function textsIn(sent: unknown): AskedTexts {
  const texts = filterFields.map((name) => [name, fieldIn(sent, name)] as const);
  return Object.fromEntries(texts) as AskedTexts;
}

/** Days are those of the city, both included. */
export function filtersIn({ from, to, ...rest }: AskedTexts, timeZone: string): ReadFilters {
  return readFilters({
    ...rest,
    from: isDay(from) ? dayIn(from, timeZone).toISOString() : from,
    to: isDay(to) ? dayIn(dayAfter(to), timeZone).toISOString() : to,
  });
}

/** The same as the query of an address, without what is empty. */
export function queryOf(texts: Partial<Record<FilterName, string>>): string {
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return new URLSearchParams(given).toString();
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
