import { forEver, nobody } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

const ofStream = { lasting: 'until the app ends its stream' };

/** What apps hear of, and where they want it. */
export const events: readonly InventoryTable[] = [
  {
    table: 'event_cursor',
    kept: forEver,
    groups: [
      {
        columns: 'is_the_one xid entry_id',
        class: 'record',
        purpose: 'how far the ledger was read for events',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'event_stream',
    kept: ofStream,
    groups: [
      {
        columns:
          'id app_id kind method endpoint events description status reason is_proven last_seq created_at verified_at failures failing_since next_try_at',
        class: 'setting',
        purpose: 'where a city service wants its events, and whether they arrive there',
        seenBy: ['city app', 'viewer'],
        inCopy: 'nobody’s',
      },
      {
        columns: 'sealed_authorization',
        class: 'secret',
        purpose: 'what a city service wants to be sent with its events to know us by, sealed',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'event_delivery',
    kept: { kind: 'event' },
    groups: [
      {
        columns: 'jti txn type subject event',
        class: 'pseudonym',
        purpose: 'events for city services, and by which ID each knows the resident',
        seenBy: ['city app'],
        inCopy: 'index',
      },
      {
        columns:
          'stream_id seq state attempts error queued_at first_tried_at next_try_at lease_until settled_at',
        class: 'record',
        purpose: 'whether a city service has an event',
        seenBy: ['viewer'],
        inCopy: 'index',
      },
    ],
  },
];
