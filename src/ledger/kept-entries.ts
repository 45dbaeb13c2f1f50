import { eventOf } from './catalogue/entry-row.ts';
import type { EntryRow } from './catalogue/entry-row.ts';
import type { LedgerEvent } from './event-catalogue.ts';
import { keptRows } from '../platform/database/kept.ts';
import type { Kept, KeptRow } from '../platform/database/kept.ts';
import { statement } from '../platform/database/statement.ts';

const pageLength = 500;

/** By id, which is the order of writing nearly always. Staff are people too: a resident learns their role. */
const page = statement(
  'kept.ledger_entry',
  `select id, at, type, actor_kind, case when actor_kind <> 'staff' then actor end as actor,
          link_id, app_id, detail
   from civic.ledger_entry where resident_id = $1 and id > $2 order by id limit ${pageLength}`,
);

/** The event of a row of the copy, without the ID of the resident. */
export function eventIn(row: KeptRow): LedgerEvent {
  return eventOf({ ...(row as object as EntryRow), resident_id: null });
}

/** Everything that happened to a resident, oldest first, however much it is. */
export const keptEntries: Kept = {
  table: 'ledger_entry',
  name: 'activity',
  title: 'copy.activity',
  fields: {
    id: 'copy.id',
    at: 'copy.at',
    type: 'copy.event',
    actor_kind: 'copy.who',
    actor: 'copy.who.id',
    link_id: 'copy.link',
    app_id: 'copy.app',
    detail: 'copy.more',
  },
  leftOut: { resident_id: 'copy.why.record', xid: 'copy.why.order' },
  async *read(sql, residentId) {
    let after: unknown = '0';
    for (;;) {
      const rows = await sql.run<KeptRow>(page, [residentId, after]);
      yield* rows;
      if (rows.length < pageLength) return;
      after = rows.at(-1)?.id;
    }
  },
};

export const keptRecipients = keptRows(
  {
    table: 'ledger_recipient',
    name: 'city_services_told',
    title: 'copy.told',
    fields: {
      entry_id: 'copy.entry',
      app_id: 'copy.app',
      subject: 'copy.subject',
      sids: 'copy.grant',
      expires_at: 'copy.ends',
    },
    leftOut: {},
  },
  {
    where: 'entry_id in (select id from civic.ledger_entry where resident_id = $1)',
    orderBy: 'entry_id, app_id',
  },
);
