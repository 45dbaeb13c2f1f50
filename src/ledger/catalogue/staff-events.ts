import { provider, reason, staffRole } from './choices.ts';
import type { EventDescription } from './choices.ts';
import { code, count, flag, id, oneOf, optional, ticket } from './field-kinds.ts';

const role = optional(staffRole);

/** What staff decide together, and who of them may come in. In alphabetical order. */
export const staffEvents = {
  'approval.given': {
    description: 'A second person approved a revocation over the hourly limit.',
    fields: { request: id, linkId: id, role },
  },
  'approval.refused': {
    description: 'A second person refused a revocation over the hourly limit.',
    fields: { request: id, linkId: id, role },
  },
  'approval.requested': {
    description:
      'Somebody over the hourly limit asked for a revocation; it waits for a second person.',
    fields: { request: id, linkId: id, reason, ticket: optional(ticket), role },
  },
  'audit.checked': {
    description:
      'Staff verified the ledger: intact up to this sealed number, or `why` the entry with it is the first that is not as it was sealed.',
    fields: {
      intact: flag,
      number: count,
      vouched: count,
      outside: count,
      unsealed: count,
      why: optional(code),
      role,
    },
  },
  'audit.exported': {
    description: 'Staff took a copy of ledger entries, so many of them.',
    fields: { form: oneOf('csv', 'jsonl'), entries: count, role: optional(staffRole) },
  },
  'audit.history-removed': {
    description: 'Entries went because they had their time: so many, up to this sealed number.',
    fields: { entries: count, until: count },
  },
  'block.lifted': {
    description: 'Staff let a blocked social account be linked again.',
    fields: { block: id, role },
  },
  'block.sought': {
    description: 'Staff looked whether a social account is blocked. It does not say which account.',
    fields: { provider, hits: count, role },
  },
  'bulk.approved': {
    description: 'A second person approved a plan to revoke many links; it runs.',
    fields: { plan: id, links: count, role },
  },
  'bulk.cancelled': {
    description: 'A plan to revoke many links was thrown away before it ran.',
    fields: { plan: id, links: count, role },
  },
  'bulk.confirmed': {
    description:
      'Whoever planned to revoke many links typed how many; it runs, or waits for a second person.',
    fields: { plan: id, links: count, needsApproval: flag, role },
  },
  'bulk.finished': {
    description: 'A plan to revoke many links has been carried out.',
    fields: { plan: id, links: count, done: count, gone: count, failed: count },
  },
  'bulk.paused': {
    description: 'A plan to revoke many links rests.',
    fields: { plan: id, links: count, role },
  },
  'bulk.planned': {
    description: 'Staff planned to revoke many links; nothing has changed yet.',
    fields: { plan: id, links: count, provider, reason, ticket: optional(ticket), role },
  },
  'bulk.rejected': {
    description: 'A second person rejected a plan to revoke many links.',
    fields: { plan: id, links: count, role },
  },
  'bulk.resumed': {
    description: 'A plan to revoke many links goes on.',
    fields: { plan: id, links: count, role },
  },
  'bulk.stopped': {
    description: 'A plan to revoke many links was ended before all of it was done.',
    fields: { plan: id, links: count, role },
  },
  'staff.arrived': {
    description:
      'Somebody came in with the city’s identity provider for the first time, as what it says.',
    fields: { person: id, is: staffRole },
  },
  'staff.enrolled': {
    description: 'A member of staff made a passkey known.',
    fields: { person: id },
  },
  'staff.invited': {
    description: 'Somebody got a link with which they can enrol; `again` when they were known.',
    fields: { person: id, is: staffRole, again: flag, role },
  },
  'staff.passkey-removed': {
    description: 'A passkey of a member of staff was removed.',
    fields: { person: id, role },
  },
  'staff.refused': {
    description:
      'Somebody known to the city’s identity provider was not let in: it gives them no role, or they were removed here.',
    fields: { cause: oneOf('no-role', 'removed'), person: optional(id) },
  },
  'staff.removed': {
    description: 'Somebody works here no more: passkeys and sessions are gone.',
    fields: { person: id, role },
  },
  'staff.role-changed': {
    description: 'A member of staff got another role.',
    fields: { person: id, is: staffRole, role },
  },
  'staff.signed-in': {
    description: 'A member of staff signed in.',
    fields: { person: id, role },
  },
  'staff.signed-out': {
    description: 'Sessions of a member of staff were ended.',
    fields: { person: id, sessions: count, role },
  },
} as const satisfies Record<string, EventDescription>;
