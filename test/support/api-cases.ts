import { BulkPlans } from '../../src/bulk/bulk-plans.ts';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { SupportAccess } from '../../src/support/support-access.ts';
import type { ApiCaller } from './api.ts';
import { newPerson } from './evidence.ts';
import { Resident } from './resident.ts';
import { keepDraft, typedDraft } from './policy-drafts.ts';
import type { TestService } from './service.ts';
import { staffMember } from './staff.ts';

/** The user ID of an account that staff keep away. */
const knownSubject = '104700000000000000001';

/** What operations that do not want a reason alone are sent. */
export const bodies: Readonly<Record<string, object>> = {
  publishPolicyVersion: {
    starts_at: '2031-02-01',
    asks_again: false,
    en: { changes: ['We say more clearly what we keep.'] },
    es: { changes: ['Decimos más claro qué guardamos.'] },
  },
  planBulkRevocation: {
    provider: 'google',
    linked_from: '2020-01-01T00:00:00Z',
    reason: 'security',
  },
  confirmBulkRevocation: { links: 1 },
  switchProvider: { provider: 'facebook', mode: 'on' },
  findBlock: { provider: 'google', user_id: knownSubject },
  savePolicyDraft: {
    revision: null,
    starts_at: '2031-01-01',
    asks_again: false,
    en: { changes: ['We say more clearly what we keep.'], text: '' },
    es: { changes: ['Decimos más claro qué guardamos.'], text: '' },
  },
  discardPolicyDraft: { revision: 1 },
  createStream: {},
  updateStream: { description: 'Changed' },
  replaceStream: { description: 'Replaced' },
  changeStreamStatus: { status: 'paused' },
  verifyStream: { state: 'one' },
  pollEvents: { returnImmediately: true },
  exportAuditEntries: {},
  publishStatistics: {},
  searchResidents: { text: 'Nobody Here', purpose: 'testing' },
  openRecord: { purpose: 'testing' },
};

/** What else they are sent to get a problem of their own. */
export const wrongBodies: Readonly<Record<string, object>> = {
  planBulkRevocation: {
    provider: 'google',
    linked_before: '2020-01-01T00:00:00Z',
    reason: 'security',
  },
  confirmBulkRevocation: { links: 999_999 },
  switchProvider: { provider: 'myspace', mode: 'on' },
  findBlock: { provider: 'google', user_id: 'nobody' },
  replayDeliveries: { app: 'nobody' },
  openWithCode: { code: '0000-0000' },
};

/** The state in which a plan must be for each operation. */
const states: Readonly<Record<string, string>> = {
  pauseBulkRevocation: 'running',
  resumeBulkRevocation: 'paused',
  stopBulkRevocation: 'paused',
};

/** The id of a plan of the caller's, about one link, for an operation to succeed. */
export async function planFor(
  service: TestService,
  { app }: ApiCaller,
  operation: string,
): Promise<string> {
  const staff = { actor: { kind: 'app', id: app.id }, scopes: ['admin:bulk.plan'] } as const;
  const [newest] = await service.database.query<{ at: Date }>(
    'select max(created_at) as at from civic.link',
  );
  const filter = { provider: 'google', linkedFrom: newest?.at ?? new Date(0) };
  const preview = await service.running.app
    .get(BulkPlans)
    .preview(staff, { filter, reason: 'security' });
  if (preview.kind !== 'planned') throw new Error(preview.kind);
  await service.database.query('update civic.bulk_plan set state = $2 where id = $1', [
    preview.plan.id,
    states[operation] ?? 'planned',
  ]);
  return preview.plan.id;
}

/** Puts a new draft in the place of any before, or none where somebody is about to begin one. */
export async function newDraft(service: TestService, operation: string): Promise<void> {
  await service.database.query('delete from civic.policy_draft');
  if (operation !== 'savePolicyDraft') await keepDraft(service, typedDraft(service, 400));
}

/** Opens a record as the caller's app would, so that more can be asked of it. */
export async function openFor(
  service: TestService,
  { app }: ApiCaller,
  residentId: string,
): Promise<void> {
  const staff = { actor: { kind: 'app', id: app.id }, scopes: ['admin:records.read'] } as const;
  const opening = await service.running.app
    .get(SupportAccess)
    .openForPurpose(staff, residentId, 'testing');
  if (opening.kind === 'refused') throw new Error('There is no such resident.');
}

/** The id of a block. */
export async function blockFor(service: TestService, linkId: string): Promise<string> {
  const order = { linkId, ...staffMember('operator'), reason: 'security' } as const;
  const outcome = await service.running.app
    .get(LinkRemoval)
    .byStaff({ ...order, blockFor: 'lifted' });
  return outcome.kind === 'removed' ? String(outcome.block) : outcome.kind;
}

/** Keeps the account away that `findBlock` asks about. */
export async function blockKnownAccount(service: TestService): Promise<void> {
  const person = newPerson(service, { subject: knownSubject });
  const page = await new Resident(service).link('google', { person });
  await blockFor(service, page.url.pathname.split('/').at(-1) ?? '');
}

/** As if a caller had revoked as many links as one may within the hour. */
export async function useUpRevocations(service: TestService, { app }: ApiCaller): Promise<void> {
  await service.database.query(
    `insert into civic.single_revoke (link_id, revoker)
     select gen_random_uuid(), $1 from generate_series(1, 50)`,
    [`app ${app.id}`],
  );
}
