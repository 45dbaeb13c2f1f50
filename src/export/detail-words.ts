import type { Telling } from '../activity/names.ts';
import type { EventOf, ResidentEventType } from '../ledger/event-catalogue.ts';
import type { PlainKey } from '../words/words.ts';
import { valueInWords } from './value-words.ts';

/** What the ledger keeps in columns of their own; the copy has a field for each. */
type InColumns = 'type' | 'actor' | 'residentId' | 'linkId' | 'appId';

type DetailField = Exclude<
  { [Type in ResidentEventType]: keyof EventOf<Type> }[ResidentEventType],
  InColumns
>;

/** What each further field of an entry is. A field of the catalogue that has no words does not compile. */
export const detailLabels = {
  action: 'copy.action',
  again: 'copy.more.again',
  alarm: 'copy.more.alarm',
  block: 'copy.more.block',
  by: 'copy.more.by',
  cause: 'copy.more.cause',
  days: 'copy.more.days',
  entry: 'copy.entry',
  event: 'copy.more.event',
  flow: 'copy.more.flow',
  form: 'copy.more.form',
  grantId: 'copy.grant',
  hits: 'copy.more.hits',
  links: 'copy.more.links',
  lookedFor: 'copy.more.looked',
  nameKept: 'receipt.name',
  onlyLink: 'copy.more.only',
  policyVersion: 'copy.more.version',
  provider: 'copy.provider',
  purpose: 'copy.purpose',
  reason: 'copy.more.reason',
  role: 'copy.more.role',
  scopes: 'copy.scopes',
  sessions: 'copy.more.sessions',
  ticket: 'copy.more.ticket',
  until: 'copy.more.until',
  with: 'copy.how',
} as const satisfies Record<DetailField, PlainKey>;

const labels: ReadonlyMap<string, PlainKey> = new Map(Object.entries(detailLabels));

/** The further fields of an entry by what they are. One that a newer version wrote keeps the name it has. */
export function detailInWords(detail: unknown, telling: Telling): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(detail as object).map(([name, value]: [string, unknown]) => {
      const label = labels.get(name);
      return [label ? telling.say(label) : name, valueInWords(name, value, telling)];
    }),
  );
}
