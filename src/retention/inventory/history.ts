import { forEver, nobody, self } from './inventory-row.ts';
import type { InventoryTable } from './inventory-row.ts';

/** What happened, and what has been ended. */
export const history: readonly InventoryTable[] = [
  {
    table: 'ledger_entry',
    kept: { kind: 'history' },
    groups: [
      {
        columns: 'id at type actor_kind actor link_id app_id detail',
        class: 'record',
        purpose: 'what happened, with pseudonyms only',
        seenBy: ['resident', 'auditor'],
        inCopy: 'yes',
      },
      {
        columns: 'resident_id',
        class: 'pseudonym',
        purpose: 'whom it is about',
        seenBy: ['auditor'],
        inCopy: 'own ID',
      },
      {
        columns: 'xid',
        class: 'setting',
        purpose: 'the order in which entries became final',
        seenBy: nobody,
        inCopy: 'index',
      },
    ],
  },
  {
    table: 'ledger_seal',
    kept: { kind: 'history' },
    groups: [
      {
        columns: 'seq entry_id hash',
        class: 'setting',
        purpose: 'numbers and hashes that show whether somebody changed an entry',
        seenBy: ['auditor'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'ledger_checkpoint',
    kept: { kind: 'history' },
    groups: [
      {
        columns: 'kind seq token made_at',
        class: 'setting',
        purpose:
          'what we signed of the sealed ledger: how far it was at a time, and where its beginning was removed',
        seenBy: ['auditor'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'ledger_recipient',
    kept: { kind: 'told' },
    groups: [
      {
        columns: 'entry_id app_id subject sids expires_at',
        class: 'pseudonym',
        purpose: 'which app must hear of an entry, and by which ID it knows the resident',
        seenBy: self,
        inCopy: 'yes',
      },
    ],
  },
  {
    table: 'epoch',
    kept: {
      lasting: 'as long as the service runs; after an erasure nothing says whose the ID was',
    },
    groups: [
      {
        columns: 'rule id epoch raised_at',
        class: 'pseudonym',
        purpose: 'what has been revoked, so that it cannot come alive again',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'coverage',
    kept: { lasting: 'as long as the session or grant that it ends' },
    groups: [
      {
        columns: 'subject_id rule id epoch',
        class: 'pseudonym',
        purpose: 'which revocations end a session or a grant',
        seenBy: nobody,
        inCopy: 'index',
      },
    ],
  },
  {
    table: 'revoked_token',
    kept: { kind: 'revoked' },
    groups: [
      {
        columns: 'jti expires_at',
        class: 'pseudonym',
        purpose: 'single revoked tokens, until they would have expired',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'revocation_notice',
    kept: {
      lasting: 'until it has a number on the revocation list, which takes less than a second',
    },
    groups: [
      {
        columns: 'id kind key',
        class: 'pseudonym',
        purpose: 'grants, tokens and epochs that have just been revoked',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'revocation_batch',
    kept: { kind: 'list' },
    groups: [
      {
        columns: 'seq made_at revoked paused resumed signed',
        class: 'pseudonym',
        purpose: 'the revocation list, for apps that verify tokens by themselves',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'revocation_list',
    kept: forEver,
    groups: [
      {
        columns: 'is_the_one line seq',
        class: 'record',
        purpose: 'the last number of the revocation list',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'deleted_rows',
    kept: { lasting: 'until the next certificate' },
    groups: [
      {
        columns: 'id deletion rows',
        class: 'record',
        purpose: 'how much was deleted since the last certificate',
        seenBy: ['auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'retention_run',
    kept: forEver,
    groups: [
      {
        columns: 'id actor_kind actor began_at finished_at deleted certificate hash',
        class: 'record',
        purpose: 'certificates of what was deleted when, under which schedule: kinds and counts',
        seenBy: ['viewer', 'auditor', 'operator'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'rate_limit',
    kept: { kind: 'tries' },
    groups: [
      {
        columns: 'key points expire',
        class: 'secret',
        purpose: 'counts tries per network address or app; the key is an HMAC of it',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
];
