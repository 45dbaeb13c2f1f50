import { ChainChecks } from '../../../src/audit/chain-checks.ts';
import { newId } from '../../../src/kernel/ids.ts';
import type { LedgerEvent } from '../../../src/ledger/event-catalogue.ts';
import { Ledger } from '../../../src/ledger/ledger.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { atServer } from '../../support/staff.ts';
import type { TestService } from '../../support/service.ts';
import { signInAsStaff } from '../staff-visitor.ts';
import type { Visitor } from '../visitor.ts';
import type { PageState } from './page-state.ts';

/** The audit log, with entries of many kinds, with none, and with an entry that somebody changed. */
export const staffAuditPages: readonly PageState[] = [
  {
    id: 'staff-audit',
    route: '/staff/audit',
    async reach(visitor) {
      await record(visitor.service);
      await open(visitor, '');
    },
  },
  {
    id: 'staff-audit/asked',
    route: '/staff/audit',
    async reach(visitor) {
      await record(visitor.service);
      await open(visitor, '?type=link.removed&reason=shared_account');
    },
  },
  {
    id: 'staff-audit/none',
    route: '/staff/audit',
    reach: (visitor) => open(visitor, '?entry=999999999'),
  },
  {
    id: 'staff-audit/wrong',
    route: '/staff/audit',
    status: 422,
    isError: true,
    reach: (visitor) => open(visitor, '?from=yesterday&entry=x'),
  },
  {
    id: 'staff-audit-entry',
    route: '/staff/audit/entries/:entry',
    async reach(visitor) {
      const entry = await record(visitor.service);
      await open(visitor, `/entries/${entry}`);
    },
  },
  {
    id: 'staff-audit-chain',
    route: '/staff/audit/chain',
    async reach(visitor) {
      await visitor.service.running.app.get(ChainChecks).check(atServer);
      await open(visitor, '/chain');
    },
  },
  {
    id: 'staff-audit-chain/broken',
    route: '/staff/audit/chain',
    isError: true,
    async reach(visitor) {
      await open(visitor, '/chain');
      await asIfChanged(visitor.service);
      await visitor.open('/staff/audit/chain');
      // What comes after is not to be met with it.
      await visitor.service.running.app.get(ChainChecks).check(atServer);
    },
  },
];

async function open(visitor: Visitor, path: string): Promise<void> {
  await signInAsStaff(visitor, 'auditor');
  await visitor.open(`/staff/audit${path}`);
}

const residentId = newId();

const events: readonly LedgerEvent[] = [
  { type: 'key.created', actor: { kind: 'system' }, kid: 'A'.repeat(43), algorithm: 'ES256' },
  { type: 'record.opened', ...atServer, residentId, with: 'purpose', lookedFor: 'court-order' },
  { type: 'consent.refused', actor: { kind: 'resident' }, residentId, appId: 'parks' },
  {
    type: 'link.removed',
    ...atServer,
    residentId,
    linkId: newId(),
    provider: 'google',
    reason: 'shared_account',
    onlyLink: true,
    ticket: 'CASE-2026-117',
  },
];

/** Returns the id of the last of them. */
async function record({ running }: TestService): Promise<string> {
  let entry = '';
  for (const event of events) {
    entry = await running.app
      .get(Database)
      .transaction((sql) => running.app.get(Ledger).record(sql, event));
  }
  return entry;
}

/** What a check notes that finds something: to change an entry would be met by everybody. */
async function asIfChanged({ running }: TestService): Promise<void> {
  const found = { intact: false, number: 1, vouched: 0, outside: 0, unsealed: 0, why: 'changed' };
  const event = { type: 'audit.checked', ...atServer, ...found } as const;
  await running.app.get(Database).transaction((sql) => running.app.get(Ledger).record(sql, event));
}
