import { z } from 'zod';
import { exportForms } from '../audit/audit-exports.ts';
import type { ExportPart } from '../audit/audit-exports.ts';
import { readFilters } from '../audit/audit-filters.ts';
import type { AuditFilters, FilterName } from '../audit/audit-filters.ts';
import type { AuditEntry } from '../audit/audit-log.ts';
import type { Found } from '../audit/chain-checks.ts';
import type { SealProgress } from '../audit/seal-state.ts';
import { refusal } from '../platform/http/contracts.ts';
import { cursorOf, pageOf, pageQuery } from '../platform/http/paging.ts';

const digits = z.string().regex(/^\d{1,18}$/);
const text = z.string().max(64).optional();
const moment = z.iso.datetime();
const count = z.int().nonnegative();

/** What entries are asked for by. All of it must be true of one. */
const filters = {
  from: text.describe('From this moment on; a day begins at midnight UTC.'),
  to: text.describe('Before this moment.'),
  type: text.describe('The type of the event, such as `link.removed`.'),
  staff: text.describe('Done by this member of staff.'),
  resident: text,
  provider: text,
  app: text,
  reason: text,
  entry: text.describe('The entry with this id.'),
};

export const entriesQuery = pageQuery.extend(filters);

export const entry = z.strictObject({
  entry: z.string(),
  at: moment,
  type: z.string(),
  actor: z.strictObject({ kind: z.string(), id: z.string().nullable() }),
  fields: z.record(z.string(), z.unknown()).describe('As the page of events describes them.'),
  seal: z
    .strictObject({ number: count, hash: z.string() })
    .nullable()
    .describe('Null for less than a second.'),
});

export const entries = pageOf(entry);

export const exportOrder = z.strictObject({
  ...filters,
  format: z.enum(exportForms).default('jsonl'),
  cursor: pageQuery.shape.cursor,
});

export const exported = z.strictObject({
  entries: count.describe('How many are in this part.'),
  text: z.string().describe('Whole lines. All parts one after the other are the copy.'),
  next_cursor: z.string().nullable().describe('Null with the last part.'),
});

/** Where the next part of an export begins. */
export const exportPlace = z.tuple([digits, digits, digits]);

export const verified = z.strictObject({
  intact: z.boolean(),
  number: count.describe('Intact up to this sealed number, or the first that is not as sealed.'),
  vouched: count.describe('Up to here a checkpoint vouches for it.'),
  outside: count.describe('The same for checkpoints outside the database.'),
  unsealed: count.describe('Entries without a seal.'),
  why: z.string().nullable().describe('What is wrong, as the page for auditors explains it.'),
});

export const chain = z.strictObject({
  sealed: count.describe('The newest sealed number.'),
  waiting: count.describe('Entries without a seal, at most 10,000.'),
  late_seconds: z.number().describe('How long the oldest of them waits.'),
  checkpoint: z
    .strictObject({ number: count, made_at: moment, token: z.string() })
    .nullable()
    .describe('The newest one, to keep where nobody of the service can change it.'),
});

type Asked = Partial<Record<keyof typeof filters, string | undefined>>;

const namesHere: Partial<Record<FilterName, string>> = { residentId: 'resident', appId: 'app' };

/** The filters of a request; what is not understood is refused by its name. */
export function filtersOf({ resident, app, ...rest }: Asked): AuditFilters {
  const { from, to, type, staff, provider, reason, entry: id } = rest;
  const texts = { from, to, type, staff, provider, reason, entry: id };
  const read = readFilters({ ...texts, residentId: resident, appId: app });
  if (read.kind === 'filters') return read.filters;
  const fields = read.names.map((name) => ({
    pointer: `#/${namesHere[name] ?? name}`,
    detail: 'is not right',
  }));
  throw refusal('invalid', { fields });
}

export function asEntry({ id, at, event, seal }: AuditEntry): z.output<typeof entry> {
  const { type, actor, ...fields } = event;
  return {
    entry: id,
    at: at.toISOString(),
    type,
    actor: { kind: actor.kind, id: actor.id ?? null },
    fields,
    seal: seal && { number: seal.seq, hash: seal.hash },
  };
}

export function asPart({
  entries: some,
  text: lines,
  next,
}: ExportPart): z.output<typeof exported> {
  const place = next && cursorOf([next.id, next.seq, next.last]);
  return { entries: some, text: lines, next_cursor: place };
}

export function asFound(found: Found): z.output<typeof verified> {
  return { ...found, why: found.why ?? null };
}

export function asChain(state: SealProgress): z.output<typeof chain> {
  const { sealed, waiting, lateSeconds, checkpoint } = state;
  return {
    sealed,
    waiting,
    late_seconds: lateSeconds,
    checkpoint: checkpoint && {
      number: checkpoint.seq,
      made_at: checkpoint.madeAt.toISOString(),
      token: checkpoint.token,
    },
  };
}
