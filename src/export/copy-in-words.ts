import { Injectable } from '@nestjs/common';
import { ActivityLines } from '../activity/activity-lines.ts';
import { Names } from '../activity/names.ts';
import type { Telling } from '../activity/names.ts';
import { whoDidIt } from '../activity/who.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { LedgerEvent } from '../ledger/event-catalogue.ts';
import { eventIn, keptEntries } from '../ledger/kept-entries.ts';
import type { KeptRow } from '../platform/database/kept.ts';
import type { Language } from '../words/words.ts';
import type { CopyPart } from './data-copies.ts';
import { detailInWords } from './detail-words.ts';
import { valueInWords } from './value-words.ts';

type Reword = (row: KeptRow) => KeptRow;
type Teller = (entry: Pick<LedgerEntry, 'event'>) => string | null;

/** Puts a copy into words, for the page: the file keeps every value as it is stored. */
@Injectable()
export class CopyInWords {
  constructor(
    private readonly activity: ActivityLines,
    private readonly names: Names,
  ) {}

  /** The same parts with the same rows, which are still read while they are asked for. */
  async of(parts: readonly CopyPart[], language: Language): Promise<CopyPart[]> {
    const telling = await this.names.in(language);
    const tell = await this.activity.teller(language);
    const entry: Reword = (row) => entryInWords(row, tell, telling);
    const other: Reword = (row) => rowInWords(row, telling);
    return parts.map(({ about, rows }) => ({
      about,
      rows: reworded(rows, about.table === keptEntries.table ? entry : other),
    }));
  }
}

async function* reworded(rows: CopyPart['rows'], reword: Reword): AsyncGenerator<KeptRow> {
  for await (const row of rows) yield reword(row);
}

function rowInWords(row: KeptRow, telling: Telling): KeptRow {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]) => [field, valueInWords(field, value, telling)]),
  );
}

/** What happened is a sentence, followed by the name that the file gives it, and who did it is said as under Activity. */
function entryInWords(row: KeptRow, tell: Teller, telling: Telling): KeptRow {
  const event = eventIn(row);
  const sentence = tell({ event }) ?? tripIn(event, telling);
  return {
    ...row,
    type: sentence === null ? row.type : `${sentence} (${String(row.type)})`,
    actor_kind: whoDidIt(event, telling),
    detail: detailInWords(row.detail, telling),
  };
}

/** Activity leaves the way back from a provider out, since what it was for comes next; a copy leaves out nothing. */
function tripIn(event: LedgerEvent, { say, provider }: Telling): string | null {
  if (event.type !== 'flow.consumed') return null;
  return say('copy.trip', { provider: provider(event.provider) });
}
