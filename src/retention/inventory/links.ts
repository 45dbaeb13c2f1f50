import { nobody, self, selfAndStaff } from './inventory-row.ts';
import type { ColumnGroup, InventoryTable } from './inventory-row.ts';

const ownId: ColumnGroup = {
  columns: 'resident_id',
  class: 'pseudonym',
  purpose: 'whose it is',
  seenBy: nobody,
  inCopy: 'own ID',
};

/** Links, and the trips to a provider that lead to them. */
export const links: readonly InventoryTable[] = [
  {
    table: 'link',
    kept: { kind: 'link' },
    groups: [
      {
        columns: 'sealed_subject sealed_name',
        class: 'identifier',
        purpose:
          'user ID and display name at the provider, sealed under a key outside the database',
        seenBy: ['resident', 'city app', 'viewer'],
        inCopy: 'opened',
      },
      {
        columns: 'subject_index name_index',
        class: 'identifier',
        purpose: 'finds a link by user ID or name: an HMAC under a key outside the database',
        seenBy: nobody,
        inCopy: 'index',
      },
      ownId,
      {
        columns:
          'id provider namespace created_at last_used_at is_suspended state_told_at policy_version flow_entry',
        class: 'record',
        purpose:
          'which account was linked, when, by which trip and under which policy, and whether its provider says that it works',
        seenBy: selfAndStaff,
        inCopy: 'yes',
        kept: { kind: 'dates' },
      },
    ],
  },
  {
    table: 'flow',
    kept: { kind: 'flow' },
    groups: [
      {
        columns: 'id state_hash browser_hash sealed_verifier',
        class: 'secret',
        purpose: 'lets only the browser come back that left, once',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'sealed_answer',
        class: 'secret',
        purpose:
          'for a minute gives the same answer to a yes that is said twice, sealed under a key that only the browser holds',
        seenBy: nobody,
        inCopy: 'secret',
      },
      ownId,
      {
        columns: 'request_id',
        class: 'pseudonym',
        purpose: 'which request of a city app goes on afterwards',
        seenBy: nobody,
        inCopy: 'the app’s',
      },
      {
        columns:
          'provider purpose session_id link_id action object is_shared policy_version language created_at expires_at consumed_at',
        class: 'record',
        purpose: 'where somebody went, and what for',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'pending_identity',
    kept: { kind: 'answer' },
    groups: [
      {
        columns: 'sealed_identity',
        class: 'identifier',
        purpose: 'what the provider sent, sealed under a key that only the browser holds',
        seenBy: self,
        inCopy: 'secret',
      },
      {
        columns: 'id browser_hash',
        class: 'secret',
        purpose: 'shows it to no other browser',
        seenBy: nobody,
        inCopy: 'secret',
      },
      ownId,
      {
        columns: 'request_id',
        class: 'pseudonym',
        purpose: 'which request of a city app goes on afterwards',
        seenBy: nobody,
        inCopy: 'the app’s',
      },
      {
        columns:
          'provider purpose session_id link_id is_shared policy_version flow_entry created_at expires_at',
        class: 'record',
        purpose: 'waits for the resident’s yes',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'proof',
    kept: { kind: 'proof' },
    groups: [
      ownId,
      {
        columns: 'session_id action link_id proved_at',
        class: 'record',
        purpose: 'that a resident proved afresh who they are, for one action',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
];
