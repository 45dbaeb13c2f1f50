import type { CopyPart } from '../export/data-copies.ts';
import { eventIn, keptEntries } from '../ledger/kept-entries.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import type { KeptRow } from '../platform/database/kept.ts';

type Teller = (entry: Pick<LedgerEntry, 'event'>) => string | null;

/** The parts of a copy for people to read: what happened is a sentence, followed by the name that the file gives it. */
export function inSentences(parts: readonly CopyPart[], tell: Teller): CopyPart[] {
  return parts.map((part) =>
    part.about.table === keptEntries.table ? { ...part, rows: told(part.rows, tell) } : part,
  );
}

async function* told(rows: CopyPart['rows'], tell: Teller): AsyncGenerator<KeptRow> {
  for await (const row of rows) {
    const sentence = tell({ event: eventIn(row) });
    yield sentence === null ? row : { ...row, type: `${sentence} (${String(row.type)})` };
  }
}
