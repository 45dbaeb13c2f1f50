import { dayIn } from '../kernel/calendar.ts';
import type { Span } from '../ledger/ledger-counts.ts';

const shape = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Whether a text names a month, such as `2026-11`. */
export function isMonth(text: string): boolean {
  return shape.test(text);
}

/** The month so many after another; a negative number goes back. */
export function monthAfter(month: string, months = 1): string {
  const [, year, number] = shape.exec(month) ?? [];
  const count = Number(year) * 12 + Number(number) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** From its first midnight to the next month's, as the city's clocks have it. */
export function spanOf(month: string, timeZone: string): Span {
  return {
    from: dayIn(`${month}-01`, timeZone),
    to: dayIn(`${monthAfter(month)}-01`, timeZone),
  };
}

/** The day a moment is on, as the city's clocks have it. */
export function dayOf(moment: Date, timeZone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat('en-CA', parts).format(moment);
}

/** The month a moment is in. */
export function monthOf(moment: Date, timeZone: string): string {
  return dayOf(moment, timeZone).slice(0, 7);
}

/** The days of a month: `2026-11-01` and on. */
export function daysOf(month: string): string[] {
  const [, year, number] = shape.exec(month) ?? [];
  const count = new Date(Date.UTC(Number(year), Number(number), 0)).getUTCDate();
  return Array.from(
    { length: count },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  );
}

/** The last days there have been, today as the last of them. */
export function lastDays(now: Date, count: number, timeZone: string): string[] {
  const today = new Date(`${dayOf(now, timeZone)}T00:00:00Z`).getTime();
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
