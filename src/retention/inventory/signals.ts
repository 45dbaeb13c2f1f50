import { forEver, nobody } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

/** What providers tell us, and what they must hear. Without a key from outside the database it is about nobody. */
export const signals: readonly InventoryTable[] = [
  {
    table: 'heard_signal',
    kept: { kind: 'heard' },
    groups: [
      {
        columns: 'hash heard_at',
        class: 'record',
        purpose: 'knows a signal that comes again, by a hash of it',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'signal_removal',
    kept: { kind: 'toldLately' },
    groups: [
      {
        columns: 'id provider removed_at',
        class: 'record',
        purpose: 'counts how many links a provider has ended within the minute',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'waiting_signal',
    kept: { kind: 'waiting' },
    groups: [
      {
        columns: 'sealed_signal',
        class: 'identifier',
        purpose:
          'what a provider said of an account when it said too much at once, sealed under a key outside the database',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'id provider received_at due_at',
        class: 'record',
        purpose: 'how much waits, and until when',
        seenBy: ['operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'farewell',
    kept: { kind: 'farewell' },
    groups: [
      {
        columns: 'sealed_subject',
        class: 'identifier',
        purpose:
          'user ID at a provider that must hear that its link is gone, sealed under a key outside the database',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'id provider made_at next_at tries',
        class: 'record',
        purpose: 'when it is told, and how often it was tried',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'signal_trial',
    kept: forEver,
    groups: [
      {
        columns: 'provider state arrived_at',
        class: 'setting',
        purpose: 'the last test signal that an operator asked for and a provider sent',
        seenBy: ['viewer', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
];
