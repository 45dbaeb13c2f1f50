import { readFileSync, writeFileSync } from 'node:fs';
import { inWords } from './figures.ts';
import type { Figures } from './figures.ts';

/** The last run of a proof that held. */
export interface ProofRecord {
  /** The day, as `2026-11-30`. */
  date: string;
  /** Repeats the run where chance plays a part. */
  seed?: number;
  figures: Figures;
}

type Records = Readonly<Record<string, ProofRecord>>;

const file = 'docs/proofs.json';
const page = 'docs/proofs.md';
const [begin, end] = ['<!-- figures: begin -->', '<!-- figures: end -->'];

export function readRecords(): Records {
  return JSON.parse(readFileSync(file, 'utf8')) as Records;
}

/** Keeps a run that held, in the records and on the page. */
export function keep(name: string, run: ProofRecord): void {
  const entries = Object.entries({ ...readRecords(), [name]: run });
  const records = Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ) as Records;
  writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`);
  writeFileSync(page, withFigures(readFileSync(page, 'utf8'), records));
}

/** The page with its table of figures made anew. */
export function withFigures(text: string, records: Records): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has no figures.`);
  return [before, begin, `\n\n${tableOf(records)}\n\n`, end, after].join('');
}

function tableOf(records: Records): string {
  const rows = Object.entries(records).map(
    ([name, { date, figures }]) => `| \`${name}\` | ${date} | ${inWords(figures)} |`,
  );
  return ['| proof | last run that held | counted |', '| --- | --- | --- |', ...rows].join('\n');
}
