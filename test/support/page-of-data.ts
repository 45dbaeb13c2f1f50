import { proveAfresh } from './fresh-proof.ts';
import { textOf } from './household.ts';
import type { Resident } from './resident.ts';

/** A row of the page: what each value is, and the value. */
export type ShownRow = Record<string, string>;

/** A part of the page: its rows, and the whole of it as it is read. */
export interface ShownPart {
  text: string;
  rows: ShownRow[];
}

/** Opens the copy as a page, with a fresh proof, and reads its parts by their headings. */
export async function pageFor(
  resident: Resident,
  language: 'en' | 'es' = 'en',
): Promise<Map<string, ShownPart>> {
  await proveAfresh(resident, 'export');
  await resident.open(`${language === 'en' ? '' : '/es'}/account/data`);
  const { text } = await resident.browser.submit('/account/data/page');
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(text) ?? [];
  return new Map(main.split('<h2>').slice(1).map(partOf));
}

function partOf(html: string): [string, ShownPart] {
  const [title = '', rest = ''] = html.split('</h2>');
  const lists = [...rest.matchAll(/<dl[^>]*>(.*?)<\/dl>/gs)].map(([, list = '']) => list);
  return [textOf({ text: title }), { text: textOf({ text: rest }), rows: lists.map(rowOf) }];
}

function rowOf(list: string): ShownRow {
  const pairs = [...list.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)];
  return Object.fromEntries(
    pairs.map(([, term = '', value = '']) => [textOf({ text: term }), textOf({ text: value })]),
  );
}
