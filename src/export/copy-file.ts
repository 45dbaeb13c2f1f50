import type { KeptTable } from '../platform/database/kept.ts';
import { sayIn } from '../words/words.ts';
import type { Language, PlainKey, Say } from '../words/words.ts';
import { tablesLeftOut } from './copy-parts.ts';
import type { CopyPart } from './data-copies.ts';

/** What the head of a copy says of it. */
export interface CopyHead {
  language: Language;
  service: string;
  city: string;
  madeAt: Date;
  policy: { version: string; url: string };
}

/** The copy as JSON, a piece at a time: first what it is and means, then every part with its rows. */
export async function* fileOf(head: CopyHead, parts: readonly CopyPart[]): AsyncGenerator<string> {
  yield `{\n"about": ${JSON.stringify(aboutOf(head, parts), null, 2)}`;
  for (const { about, rows } of parts) {
    yield `,\n"${about.name}": [`;
    yield* lines(rows);
    yield '\n]';
  }
  yield '\n}\n';
}

async function* lines(rows: CopyPart['rows']): AsyncGenerator<string> {
  let separator = '';
  for await (const row of rows) {
    yield `${separator}\n${JSON.stringify(row)}`;
    separator = ',';
  }
}

function aboutOf(head: CopyHead, parts: readonly CopyPart[]): object {
  const { language, service, city, madeAt, policy } = head;
  const say = sayIn(language);
  const tables = parts.map(({ about }) => about);
  return {
    what: say('copy.what', { service, city }),
    made_at: madeAt.toISOString(),
    policy_version: policy.version,
    policy: policy.url,
    times: say('copy.times'),
    meaning: Object.fromEntries(tables.map((table) => [table.name, meaningOf(say, table)])),
    left_out: {
      ...Object.fromEntries(
        tables
          .filter(({ leftOut }) => Object.keys(leftOut).length > 0)
          .map(({ name, leftOut }) => [name, said(say, leftOut)]),
      ),
      other_tables: said(say, tablesLeftOut),
    },
  };
}

function meaningOf(say: Say, { title, fields }: KeptTable): object {
  return { this_part: say(title), ...said(say, fields) };
}

function said(say: Say, keys: Readonly<Record<string, PlainKey>>): Record<string, string> {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, say(key)]));
}
