import { forEver, nobody } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

/** What is kept of people who work for the city. None of it is about a resident. */
export const staff: readonly InventoryTable[] = [
  {
    table: 'staff_person',
    kept: { kind: 'staff' },
    groups: [
      {
        columns: 'id name role created_at removed_at',
        class: 'identifier',
        purpose: 'who works here, as what, and whose name stands behind an entry of the log',
        seenBy: ['auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_passkey',
    kept: { lasting: 'until the passkey or the person is removed' },
    groups: [
      {
        columns: 'id person_id credential_id public_key counter transports created_at last_used_at',
        class: 'record',
        purpose: 'recognizes a passkey; what it is opened with stays on the device',
        seenBy: ['operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_invitation',
    kept: { kind: 'invitation' },
    groups: [
      {
        columns: 'token_hash person_id expires_at',
        class: 'secret',
        purpose: 'recognizes the link with which somebody makes a passkey, as a hash',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_session',
    kept: { kind: 'staffSession' },
    groups: [
      {
        columns: 'id token_hash person_id created_at last_seen_at proved_at',
        class: 'secret',
        purpose: 'keeps a member of staff signed in, and says when they last proved who they are',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_account',
    kept: forEver,
    groups: [
      {
        columns: 'subject_index',
        class: 'pseudonym',
        purpose:
          'recognizes a city account as a keyed hash, and keeps out whoever was removed; whose it was nobody can read from it',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'person_id claimed_role last_used_at',
        class: 'record',
        purpose: 'who came in with it last, and as what',
        seenBy: ['auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_trip',
    kept: { kind: 'staffTrip' },
    groups: [
      {
        columns: 'id state_hash browser_hash session_id sealed_verifier back language expires_at',
        class: 'secret',
        purpose: 'recognizes a browser that comes back from the city’s identity provider, once',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'staff_challenge',
    kept: { kind: 'challenge' },
    groups: [
      {
        columns: 'hash expires_at',
        class: 'secret',
        purpose: 'lets an answer of a passkey count once',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
];
