import { isId } from '../../kernel/ids.ts';
import { isRedirectUri, isResource } from '../../kernel/url-rules.ts';
import { isPushTarget } from '../../platform/outgoing/push-target.ts';
import type { ReachSettings } from '../../platform/outgoing/reach.ts';
import { readKeySet } from '../app-keys.ts';
import type { CityApp, GrantType, NewApp } from '../city-app.ts';
import type { RegistrationRefusal } from '../registration-refusal.ts';
import { isKnownScope, isServiceScope, needsApproval } from '../scopes.ts';

/**
 * Client ids travel in Basic headers raw or form-encoded, depending on the client, so only letters both forms
 * agree on; and they must never look like a resident's `sub` (RFC 9068 §5).
 */
const idShape = /^[a-z][a-z0-9-]{1,39}$/;
const textShape = /^[^\p{Cc}]{1,200}$/u;
const sectorShape = /^[a-z0-9][a-z0-9.-]{0,252}$/;
/** Redirect URIs go into a Location header as they are. */
const plainUriShape = /^[\x21-\x7e]{1,2000}$/;
const grantTypes = new Set<string>(['authorization_code', 'refresh_token', 'client_credentials']);

/** A registration with its defaults filled in; whether it may stand is for `refusalOf` to say. */
export function completed(app: NewApp): CityApp {
  const byScope: GrantType[] = app.scopes.includes('offline_access') ? ['refresh_token'] : [];
  return {
    id: app.id,
    name: app.name.trim(),
    department: inBoth(app.department, app.departmentEs),
    purpose: inBoth(app.purpose, app.purposeEs),
    kind: app.kind,
    authMethod: app.authMethod ?? (app.kind === 'public' ? 'none' : 'client_secret_basic'),
    keys: app.keys ?? null,
    assertionAudience: app.assertionAudience ?? 'issuer',
    sector: app.sector ?? app.id,
    resource: app.resource ?? `urn:civic-link:app:${app.id}`,
    otherResources: unique(app.otherResources),
    redirectUris: unique(app.redirectUris),
    postLogoutRedirectUris: unique(app.postLogoutRedirectUris),
    backchannelLogoutUri: app.backchannelLogoutUri || null,
    backchannelLogoutSessionRequired: app.backchannelLogoutSessionRequired ?? false,
    scopes: unique(app.scopes),
    grantTypes: app.grantTypes ?? ['authorization_code', ...byScope],
    accessTokenAlgorithm: app.accessTokenAlgorithm ?? 'ES256',
    idTokenAlgorithm: app.idTokenAlgorithm ?? 'RS256',
    disabled: false,
  };
}

/** What a registration is judged by beside itself. */
export interface Judgement {
  /** Its scopes that need it were approved by name. */
  approved: boolean;
  /** Where the service may send to. */
  reach: ReachSettings;
}

/** The first rule a registration breaks, or null. */
export function refusalOf(
  app: CityApp,
  { approved, reach }: Judgement,
): RegistrationRefusal | null {
  return (
    refusedNames(app) ??
    refusedAuthentication(app) ??
    refusedGrantTypes(app) ??
    refusedUrls(app) ??
    refusedTarget(app, reach) ??
    refusedScopes(app, approved)
  );
}

function inBoth(en: string, es = en): CityApp['department'] {
  return { en: en.trim(), es: es.trim() };
}

function unique(values: readonly string[] = []): string[] {
  return [...new Set(values)];
}

function refusedNames(app: CityApp): RegistrationRefusal | null {
  if (!idShape.test(app.id) || isId(app.id)) return { rule: 'id-malformed', value: app.id };
  const { name, department, purpose } = app;
  const texts = [name, department.en, department.es, purpose.en, purpose.es];
  if (!texts.every((text) => textShape.test(text))) return { rule: 'text-missing' };
  if (!sectorShape.test(app.sector)) return { rule: 'sector-malformed', value: app.sector };
  return null;
}

/** One method per app (OAuth 2.1 §2.1): no secret for a public one, and keys exactly where they are used. */
function refusedAuthentication({ kind, authMethod, keys }: CityApp): RegistrationRefusal | null {
  const needsKeys = authMethod === 'private_key_jwt';
  const isUnfit = (kind === 'public') !== (authMethod === 'none') || (keys !== null && !needsKeys);
  if (isUnfit) return { rule: 'auth-method-unfit', value: authMethod };
  if (!needsKeys) return null;
  if (keys === null) return { rule: 'keys-missing' };
  return readKeySet(keys.jwks, keys.algorithm) === null ? { rule: 'keys-unfit' } : null;
}

function refusedGrantTypes(app: CityApp): RegistrationRefusal | null {
  const unknown = app.grantTypes.find((type) => !grantTypes.has(type));
  if (unknown !== undefined) return { rule: 'grant-type-unknown', value: unknown };
  const needsSecret = app.grantTypes.includes('client_credentials');
  if (needsSecret && app.kind === 'public') return { rule: 'grant-type-needs-secret' };
  return null;
}

function refusedUrls(app: CityApp): RegistrationRefusal | null {
  const needsRedirect = app.grantTypes.includes('authorization_code');
  if (needsRedirect && app.redirectUris.length === 0) return { rule: 'redirect-uri-missing' };
  const uris = [...app.redirectUris, ...app.postLogoutRedirectUris];
  const unsafe = uris.find((uri) => !isRedirectUri(uri) || !plainUriShape.test(uri));
  if (unsafe !== undefined) return { rule: 'redirect-uri-unsafe', value: unsafe };
  const malformed = [app.resource, ...app.otherResources].find((uri) => !isResource(uri));
  return malformed === undefined ? null : { rule: 'resource-malformed', value: malformed };
}

/** A browser goes to the addresses above; to this one we send by ourselves. */
function refusedTarget(
  { backchannelLogoutUri: uri }: CityApp,
  reach: ReachSettings,
): RegistrationRefusal | null {
  if (uri === null || isPushTarget(uri, reach)) return null;
  return { rule: 'logout-uri-unsafe', value: uri };
}

function refusedScopes(app: CityApp, approved: boolean): RegistrationRefusal | null {
  const unknown = app.scopes.find((scope) => !isKnownScope(scope));
  if (unknown !== undefined) return { rule: 'scope-unknown', value: unknown };
  const service = app.scopes.find(isServiceScope);
  if (service !== undefined && !app.grantTypes.includes('client_credentials')) {
    return { rule: 'scope-for-services-only', value: service };
  }
  const unapproved = approved ? undefined : app.scopes.find(needsApproval);
  return unapproved === undefined ? null : { rule: 'scope-not-approved', value: unapproved };
}
