import { z } from 'zod';
import { isId } from '../kernel/ids.ts';

/** What of the ledger somebody wants to see. Everything given must be true of an entry. */
export interface AuditFilters {
  /** From this moment on. */
  from?: Date;
  /** Before this moment. */
  to?: Date;
  /** Done by this member of staff. */
  staff?: string;
  /** Of this type, such as `link.removed`. */
  type?: string;
  residentId?: string;
  provider?: string;
  appId?: string;
  /** Done for this reason, such as `security`. */
  reason?: string;
  /** The entry with this number. */
  entry?: string;
}

export type FilterName = keyof AuditFilters;

export type ReadFilters =
  { kind: 'filters'; filters: AuditFilters } | { kind: 'wrong'; names: FilterName[] };

const moment = z.iso
  .datetime({ offset: true })
  .or(z.iso.date())
  .transform((text) => new Date(text));
const code = z.string().regex(/^[\w.:-]{1,64}$/);

const shapes = {
  from: moment,
  to: moment,
  staff: code,
  type: code,
  residentId: z.string().refine(isId),
  provider: code,
  appId: code,
  reason: code,
  entry: z.string().regex(/^\d{1,18}$/),
} as const satisfies Record<FilterName, z.ZodType>;

const filtersShape = z.object(shapes).partial();

/** Reads filters from texts, of a form or a command; empty ones are none. A day without a time begins at midnight UTC. */
export function readFilters(texts: Readonly<Record<string, string | undefined>>): ReadFilters {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined && text !== '');
  const read = filtersShape.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const names = new Set(read.error.issues.map(({ path }) => String(path[0]) as FilterName));
    return { kind: 'wrong', names: [...names] };
  }
  const filters = Object.entries(read.data).filter(([, value]) => value !== undefined);
  return { kind: 'filters', filters: Object.fromEntries(filters) as AuditFilters };
}
