import { staffRoles } from '../../permissions/permissions.ts';
import { code, oneOf } from './field-kinds.ts';
import type { AnyFieldKind } from './field-kinds.ts';

/** What fields of several events choose from. */
export const provider = code;
export const algorithm = oneOf('ES256', 'RS256');
export const purpose = oneOf('sign-in', 'link', 'prove', 'name');
export const provedAction = oneOf('link', 'export', 'erase');
export const staffRole = oneOf(...staffRoles);
export const lookedFor = oneOf('help', 'security', 'records-request', 'court-order', 'testing');
export const erasedFor = oneOf('resident', 'held', 'unreachable', 'unused', 'staff');
export const searchedBy = oneOf('resident-id', 'provider-id', 'display-name', 'help-code');
export const reason = oneOf(
  'resident_request',
  'security',
  'provider_problem',
  'mistake',
  'shared_account',
  'legal',
  'unused',
  'erasure',
  'provider_request',
  'account_closed',
);
/** What a provider said of an account that ends what is open with it. */
export const alarm = oneOf(
  'sessions-revoked',
  'tokens-revoked',
  'token-revoked',
  'credential-change-required',
);
/** Why a provider says that an account does not work. */
export const suspendedFor = oneOf('hijacking', 'bulk-account', 'unknown');
/** How long an account may not come back: a day, thirty days, or until staff lift the block. */
export const blockedFor = oneOf('day', 'month', 'lifted');
export const endedBy = oneOf('restore', 'security');

export interface EventDescription {
  description: string;
  fields: Readonly<Record<string, AnyFieldKind>>;
}
