import type { ChainEnd } from './chain.ts';

const columns = 'id xid at type actor_kind actor resident_id link_id app_id detail'.split(' ');

/** The first line of an export for spreadsheets. */
export const csvHeader = ['seq', 'hash', ...columns].join(',');

/** An entry for a spreadsheet (RFC 4180). For reading: only the other form can be verified. */
export function csvLine({ seq, hash }: ChainEnd, text: string): string {
  const entry = JSON.parse(text) as Record<string, unknown>;
  return [seq, hash, ...columns.map((name) => entry[name])].map(cell).join(',');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
