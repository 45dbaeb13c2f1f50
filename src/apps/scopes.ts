import { permissions } from '../permissions/permissions.ts';

/** Who may be given a scope: an app acting for a resident who consents, or an app acting for itself. */
type ScopeHolder = 'resident' | 'service';

/** Scopes of services that every app may have that can keep a secret. */
const harmlessScopes = new Set(['revocations.read', 'ssf.read', 'ssf.manage']);

/** Scopes of residents that the city gives to an app only when somebody has said yes to it by name. */
const sensitiveScopes = new Set(['linked_account_ids']);

const accountScopes = new Set(['linked_accounts', 'linked_account_ids']);

/** Every scope there is. A scope that is not here does not exist for anyone. */
const knownScopes: Readonly<Record<string, ScopeHolder>> = {
  /** An ID token and userinfo (OIDC Core §3.1.2.1). */
  openid: 'resident',
  /** Names on the resident's linked accounts, never their user IDs. */
  linked_accounts: 'resident',
  /** Their user IDs at the providers, too: the one identifier that other parties know. */
  linked_account_ids: 'resident',
  /** Refresh tokens, so that the app may ask again while the resident is away (OIDC Core §11). */
  offline_access: 'resident',
  /** The list of what was revoked lately: ids that say nothing about anybody. */
  'revocations.read': 'service',
  /** The events that concern the app itself, and where it wants them (CAEP Interoperability Profile §2.7). */
  'ssf.read': 'service',
  'ssf.manage': 'service',
  ...scopesOfStaff(),
};

/** What staff can do through apps of their own. */
function scopesOfStaff(): Record<string, 'service'> {
  const scopes = Object.values(permissions).flatMap(({ scope }) => scope ?? []);
  return Object.fromEntries(scopes.map((scope) => [scope, 'service']));
}

export function isKnownScope(scope: string): boolean {
  return Object.hasOwn(knownScopes, scope);
}

/** True for a scope a resident can consent to. */
export function isResidentScope(scope: string): boolean {
  return isKnownScope(scope) && knownScopes[scope] === 'resident';
}

/** True for a scope an app holds in its own name, by `client_credentials` only. */
export function isServiceScope(scope: string): boolean {
  return isKnownScope(scope) && knownScopes[scope] === 'service';
}

/** True for a scope that an app gets only after an approval apart from its registration. */
export function needsApproval(scope: string): boolean {
  if (harmlessScopes.has(scope)) return false;
  return isServiceScope(scope) || sensitiveScopes.has(scope);
}

/** True when one of the scopes lets an app see linked accounts, by name or by user ID. */
export function showsAccounts(scopes: readonly string[]): boolean {
  return scopes.some((scope) => accountScopes.has(scope));
}

/** The scopes discovery tells the world about: those a resident can be asked for. */
export const advertisedScopes: readonly string[] = Object.keys(knownScopes).filter(isResidentScope);

/** The scopes that open our own API to apps acting for themselves. */
export const serviceScopes: readonly string[] = Object.keys(knownScopes).filter(isServiceScope);
