import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { AuditFilters } from './audit-filters.ts';
import { csvHeader, csvLine } from './csv-line.ts';
import { lineOf, stubLine } from './export-line.ts';
import { copyLength, counted, oldest, readBounds, readChain } from './statements/reading.ts';
import type { Question } from './statements/reading.ts';
import { readNewest } from './statements/sealing.ts';

export const exportForms = ['csv', 'jsonl'] as const;

/** `jsonl` can be verified when it is of everything; `csv` is for spreadsheets. */
export type ExportForm = (typeof exportForms)[number];

/** A copy that is on its way: the ledger says already that it was taken. */
export interface AuditExport {
  /** How many entries there were when it began. */
  entries: number;
  /** Whole lines, many at a time. */
  parts: AsyncIterable<string>;
}

/** Where the next part of a copy begins, and the last number that was sealed when the first part was taken. */
export interface ExportPlace {
  id: string;
  seq: string;
  last: string;
}

/** A part of a copy; all of them one after the other are the copy. */
export interface ExportPart {
  entries: number;
  text: string;
  /** Null after the last part. */
  next: ExportPlace | null;
}

/** What is copied, and how it is written. */
export interface ExportOrder {
  filters: AuditFilters;
  form: ExportForm;
}

interface EntryRow {
  id: string;
  /** Null of what has no seal yet, which no copy has. */
  seq: string | null;
  hash: string | null;
  text: string;
}

interface SealedText extends EntryRow {
  seq: string;
  hash: string;
}

interface Bounds {
  first: number;
  last: number;
}

/** Copies of the sealed ledger to take away. Without filters it is the whole chain. */
@Injectable()
export class AuditExports {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Records that staff take a copy, and begins it. */
  async begin(staff: StaffMember, filters: AuditFilters, form: ExportForm): Promise<AuditExport> {
    permit(staff, 'audit.export');
    const bounds = await this.bounds();
    const entries = isWhole(filters) ? bounds.last - bounds.first + 1 : await this.count(filters);
    await this.note(staff, form, entries);
    const head = await this.headOf({ filters, form });
    return { entries, parts: partsOf(this.pages(filters, bounds), form, head) };
  }

  /**
   * Takes one part of a copy, for who cannot wait for all of it, and records it.
   * @param place from the part before; null for the first one
   */
  async part(
    staff: StaffMember,
    { filters, form }: ExportOrder,
    place: ExportPlace | null,
  ): Promise<ExportPart> {
    permit(staff, 'audit.export');
    const bounds = place ? { first: 1, last: Number(place.last) } : await this.bounds();
    const found = await this.read(filters, bounds, place);
    const rows = upTo(found, bounds);
    await this.note(staff, form, rows.length);
    const head = place === null ? await this.headOf({ filters, form }) : null;
    const before = found.length < copyLength ? undefined : found.at(-1);
    const next = before && { id: before.id, seq: before.seq ?? '0', last: String(bounds.last) };
    const text = (head === null ? '' : `${head}\n`) + linesOf(rows, form);
    return { entries: rows.length, text, next: next ?? null };
  }

  private note(staff: StaffMember, form: ExportForm, entries: number): Promise<string> {
    const event = { type: 'audit.exported', ...byStaff(staff), form, entries } as const;
    return this.database.transaction((sql) => this.ledger.record(sql, event));
  }

  private async bounds(): Promise<Bounds> {
    const row = await firstRow<Record<keyof Bounds, string>>(this.database, readBounds);
    return { first: Number(row?.first), last: Number(row?.last) };
  }

  private async count(filters: AuditFilters): Promise<number> {
    const { statement, values } = counted(filters);
    return (await firstRow<{ entries: number }>(this.database, statement, values))?.entries ?? 0;
  }

  /** What stands before the first entry. */
  private async headOf({ filters, form }: ExportOrder): Promise<string | null> {
    if (form === 'csv') return csvHeader;
    if (!isWhole(filters)) return null;
    const row = await firstRow<{ token: string }>(this.database, readNewest, ['stub']);
    return row && stubLine(row.token);
  }

  /** What is sealed while the copy is made is not in it, or its own entry would be. */
  private async *pages(filters: AuditFilters, bounds: Bounds): AsyncIterable<SealedText[]> {
    let before: EntryRow | undefined;
    for (;;) {
      const rows = await this.read(filters, bounds, before);
      yield upTo(rows, bounds);
      if (rows.length < copyLength) return;
      before = rows.at(-1);
    }
  }

  private read(
    filters: AuditFilters,
    bounds: Bounds,
    before: Pick<EntryRow, 'id' | 'seq'> | null = null,
  ): Promise<EntryRow[]> {
    const { statement, values } = isWhole(filters)
      ? chain(bounds, before)
      : oldest(filters, before?.id ?? null);
    return this.database.run<EntryRow>(statement, values);
  }
}

function isWhole(filters: AuditFilters): boolean {
  return Object.keys(filters).length === 0;
}

function chain({ first, last }: Bounds, before: Pick<EntryRow, 'seq'> | null): Question {
  return { statement: readChain, values: [before?.seq ?? first - 1, last] };
}

function upTo(rows: readonly EntryRow[], { last }: Bounds): SealedText[] {
  return rows.filter((row): row is SealedText => row.seq !== null && Number(row.seq) <= last);
}

async function* partsOf(
  pages: AsyncIterable<SealedText[]>,
  form: ExportForm,
  head: string | null,
): AsyncIterable<string> {
  if (head !== null) yield `${head}\n`;
  for await (const rows of pages) if (rows.length > 0) yield linesOf(rows, form);
}

function linesOf(rows: readonly SealedText[], form: ExportForm): string {
  const line = form === 'csv' ? csvLine : lineOf;
  return rows.map(({ seq, hash, text }) => `${line({ seq: Number(seq), hash }, text)}\n`).join('');
}
