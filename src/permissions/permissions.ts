/**
 * Permissions: who of the staff may do what.
 *
 * Owns: the roles, the actions, and the one table that says which role and which scope of the API may do which.
 * Does not: know who somebody is, or what an action does.
 * Hands off to: every service that works for staff, which asks `permit` before it does anything.
 */
import { ServiceError } from '../kernel/service-error.ts';

/** What a member of staff is. Each has one role. */
export const staffRoles = ['viewer', 'revoker', 'approver', 'auditor', 'operator'] as const;

export type StaffRole = (typeof staffRoles)[number];

/** Who may do one thing. An app works for staff by a scope of its own; null where only a person may. */
export interface Permission {
  roles: readonly StaffRole[];
  scope: `admin:${string}` | null;
  /** Dangerous: on a page it takes a passkey within the last minutes. */
  fresh?: true;
}

const everyone = staffRoles;
const help = ['viewer', 'revoker', 'approver', 'operator'] as const;
const change = ['revoker', 'approver', 'operator'] as const;
const control = ['auditor', 'operator'] as const;
const run = ['operator'] as const;
const second = ['approver'] as const;

/**
 * Everything staff can do. An auditor sees what happened and no resident; whoever only views changes nothing; a second
 * person is always an approver, and never whoever began.
 */
export const permissions = {
  'record.search': { roles: help, scope: 'admin:records.read' },
  'record.open': { roles: help, scope: 'admin:records.read' },
  'record.unmask': { roles: change, scope: 'admin:records.unmask' },
  'record.pause': { roles: change, scope: 'admin:records.pause' },
  'record.erase': { roles: ['approver', 'operator'], scope: 'admin:records.erase', fresh: true },
  'link.revoke': { roles: change, scope: 'admin:links.revoke' },
  'link.block': { roles: change, scope: 'admin:links.block' },
  'session.end': { roles: change, scope: 'admin:sessions.end' },
  'grant.search': { roles: help, scope: 'admin:grants.read' },
  'grant.revoke': { roles: change, scope: 'admin:grants.revoke' },
  'approval.give': { roles: second, scope: null, fresh: true },
  'bulk.see': { roles: ['revoker', 'approver', 'auditor', 'operator'], scope: 'admin:bulk.read' },
  // Looking changes nothing, and a form that somebody filled in must not be lost to a new proof.
  'bulk.preview': { roles: ['revoker', 'operator'], scope: 'admin:bulk.plan' },
  'bulk.plan': { roles: ['revoker', 'operator'], scope: 'admin:bulk.plan', fresh: true },
  'bulk.stop': { roles: change, scope: 'admin:bulk.stop' },
  'bulk.approve': { roles: second, scope: null, fresh: true },
  'provider.see': { roles: everyone, scope: 'admin:providers.read' },
  'provider.change': { roles: run, scope: 'admin:providers.change', fresh: true },
  'app.see': { roles: everyone, scope: 'admin:apps.read' },
  'app.change': { roles: run, scope: 'admin:apps.change', fresh: true },
  'delivery.see': { roles: everyone, scope: 'admin:deliveries.read' },
  'delivery.replay': { roles: run, scope: 'admin:deliveries.replay' },
  'key.see': { roles: [...second, ...control], scope: 'admin:keys.read' },
  'key.change': { roles: run, scope: 'admin:keys.change', fresh: true },
  'key.approve': { roles: second, scope: null, fresh: true },
  'audit.see': { roles: control, scope: 'admin:audit.read' },
  'audit.export': { roles: control, scope: 'admin:audit.export' },
  'dashboard.see': { roles: everyone, scope: 'admin:dashboard.read' },
  'retention.see': { roles: everyone, scope: 'admin:retention.read' },
  'retention.run': { roles: run, scope: 'admin:retention.run', fresh: true },
  'policy.see': { roles: everyone, scope: 'admin:policy.read' },
  // Without a new proof in the middle of a long text: nothing of it counts before it is published.
  'policy.draft': { roles: run, scope: 'admin:policy.change' },
  'policy.change': { roles: run, scope: 'admin:policy.change', fresh: true },
  'statistics.see': { roles: everyone, scope: 'admin:statistics.read' },
  'statistics.publish': { roles: run, scope: 'admin:statistics.publish', fresh: true },
  'self.passkeys': { roles: everyone, scope: null, fresh: true },
  'staff.see': { roles: control, scope: null },
  'staff.change': { roles: run, scope: null, fresh: true },
} as const satisfies Readonly<Record<string, Permission>>;

export type Action = keyof typeof permissions;

/** Whoever asks: a person by their role, an app by what its token allows. */
export interface Asker {
  role?: StaffRole;
  scopes?: readonly string[];
}

/** Whether somebody may do something. Who has neither role nor scope may do nothing. */
export function may({ role, scopes = [] }: Asker, action: Action): boolean {
  const { roles, scope }: Permission = permissions[action];
  if (role !== undefined) return roles.includes(role);
  return scope !== null && scopes.includes(scope);
}

/** Whether a page asks for a passkey again before it lets somebody do this. */
export function needsProof(action: Action): boolean {
  const { fresh }: Permission = permissions[action];
  return fresh === true;
}

/** Throws `not-allowed` (403) unless somebody may do something. */
export function permit(asker: Asker, action: Action): void {
  if (may(asker, action)) return;
  throw new ServiceError({
    code: 'not-allowed',
    status: 403,
    message: 'You may not do this.',
    detail: `${action} is not for ${asker.role ?? 'this app'}`,
  });
}
