import { nobody, self, selfAndStaff } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

/** What makes a resident, apart from their links. */
export const residents: readonly InventoryTable[] = [
  {
    table: 'resident',
    kept: { kind: 'record' },
    groups: [
      {
        columns: 'id language created_at last_visit_at unreachable_since',
        class: 'pseudonym',
        purpose: 'the hub of a person: a random ID, a language, and when they came',
        seenBy: selfAndStaff,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'pairwise_subject',
    kept: { kind: 'record' },
    groups: [
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'whose it is',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns: 'sector subject',
        class: 'pseudonym',
        purpose: 'the ID that city apps of one department know a resident by',
        seenBy: ['resident', 'city app'],
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'resident_session',
    kept: { kind: 'session' },
    groups: [
      {
        columns: 'token_hash',
        class: 'secret',
        purpose: 'recognizes the cookie, as a hash',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'who is signed in',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns:
          'id auth_link provider authenticated_at created_at last_seen_at is_shared visit_began_at previous_visit_at',
        class: 'record',
        purpose: 'how and when somebody signed in, so that the session ends in time',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'policy_acceptance',
    kept: { kind: 'record' },
    groups: [
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'who agreed',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns: 'version accepted_at',
        class: 'record',
        purpose: 'which version of the privacy policy a resident agreed to, and when',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'support_code',
    kept: { kind: 'support' },
    groups: [
      {
        columns: 'code_hash',
        class: 'secret',
        purpose: 'recognizes a code that lets the help desk open a record, as a hash',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'whose record it opens',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns: 'created_at expires_at',
        class: 'record',
        purpose: 'how long the code is good for',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'help_code',
    kept: { kind: 'trouble' },
    groups: [
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'who was signed in when a page with a help code was shown',
        seenBy: ['viewer'],
        inCopy: 'own ID',
      },
      {
        columns: 'code at route problem',
        class: 'record',
        purpose: 'what went wrong, for whoever reads the code out on the phone',
        seenBy: selfAndStaff,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'record_access',
    kept: { kind: 'opened' },
    groups: [
      {
        columns: 'staff',
        class: 'pseudonym',
        purpose: 'which member of staff, or which app that staff work with, has a record open',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'whose record is open',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns: 'opened_with looked_for expires_at',
        class: 'record',
        purpose: 'by which right it is open, and for how long',
        seenBy: selfAndStaff,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'deletion',
    kept: { kind: 'deletion' },
    groups: [
      {
        columns: 'code_hash',
        class: 'secret',
        purpose: 'recognizes the code of a deletion, which only the resident has, as a hash',
        seenBy: nobody,
        inCopy: 'secret',
      },
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'who waits to be erased; empty once that is done',
        seenBy: nobody,
        inCopy: 'own ID',
      },
      {
        columns: 'requested_at due_at done_at cancelled_at',
        class: 'record',
        purpose: 'when a deletion was asked for, and how it went',
        seenBy: self,
        inCopy: 'yes',
      },
      {
        columns: 'of_link',
        class: 'record',
        purpose:
          'whether a provider asked for it, and it is about one link that has no owner any more',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
];
