import { forEver, nobody } from './inventory-row.ts';
import type { InventoryTable, Seer } from './inventory-row.ts';

const staff: readonly Seer[] = ['auditor', 'operator'];

/** What staff plan, ask for and keep away. None of it says whose a link was. */
export const bulk: readonly InventoryTable[] = [
  {
    table: 'bulk_plan',
    kept: { kind: 'plan' },
    groups: [
      {
        columns:
          'id filter reason ticket actor_kind actor role links counts needs_approval state planned_at expires_at started_at ended_at',
        class: 'record',
        purpose: 'which links are revoked at once, why, by whom, and how many',
        seenBy: staff,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'bulk_plan_item',
    kept: { kind: 'planned' },
    groups: [
      {
        columns: 'plan_id link_id position state tries trouble settled_at',
        class: 'pseudonym',
        purpose: 'each link of a plan and what became of it',
        seenBy: staff,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'revocation_request',
    kept: { kind: 'asked' },
    groups: [
      {
        columns:
          'id link_id reason ticket block_for actor_kind actor role state requested_at decided_at',
        class: 'pseudonym',
        purpose: 'a revocation over the hourly limit, which a second person decides',
        seenBy: staff,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'single_revoke',
    kept: { kind: 'single' },
    groups: [
      {
        columns: 'link_id revoker revoked_at',
        class: 'pseudonym',
        purpose: 'counts what one member of staff revokes within the hour',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'link_block',
    kept: { kind: 'block' },
    groups: [
      {
        columns: 'account_index',
        class: 'secret',
        purpose: 'recognizes an account that may not be linked: an HMAC under a key of its own',
        seenBy: nobody,
        inCopy: 'nobody’s',
      },
      {
        columns: 'id provider reason made_at expires_at',
        class: 'record',
        purpose: 'why it may not be linked, and until when',
        seenBy: ['resident', 'viewer'],
        inCopy: 'nobody’s',
      },
    ],
  },
  {
    table: 'provider_state',
    kept: forEver,
    groups: [
      {
        columns: 'provider state changed_at',
        class: 'setting',
        purpose: 'whether a provider is switched on',
        seenBy: ['everyone'],
        inCopy: 'nobody’s',
      },
    ],
  },
];
