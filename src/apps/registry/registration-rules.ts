import { isId } from '../../kernel/ids.ts';
import { isRedirectUri, parseWebUrl } from '../../kernel/url-rules.ts';
import type { CityApp, GrantType, NewApp } from '../city-app.ts';
import { isKnownScope, isServiceScope } from '../scopes.ts';

/** Why an app cannot be registered: the rule that is broken and, where it helps, the value that breaks it. */
export interface RegistrationRefusal {
  rule: RegistrationRule;
  value?: string;
}

type RegistrationRule =
  | 'id-malformed'
  | 'id-taken'
  | 'text-missing'
  | 'redirect-uri-missing'
  | 'redirect-uri-unsafe'
  | 'scope-unknown'
  | 'scope-for-services-only'
  | 'scope-not-approved'
  | 'grant-type-unknown'
  | 'grant-type-needs-secret'
  | 'sector-malformed'
  | 'resource-malformed';

/**
 * Client ids travel in Basic headers raw or form-encoded, depending on the client, so only letters both forms
 * agree on; and they must never look like a resident's `sub` (RFC 9068 §5).
 */
const idShape = /^[a-z][a-z0-9-]{1,39}$/;
const textShape = /^[^\p{Cc}]{1,200}$/u;
const sectorShape = /^[a-z0-9][a-z0-9.-]{0,252}$/;
const urnShape = /^urn:[a-z0-9][a-z0-9-]{0,31}:[\w:.-]{1,200}$/;
/** Redirect URIs go into a Location header as they are. */
const plainUriShape = /^[\x21-\x7e]{1,2000}$/;
const grantTypes = new Set<string>(['authorization_code', 'refresh_token', 'client_credentials']);

/** A registration with its defaults filled in; whether it may stand is for `refusalOf` to say. */
export function completed(app: NewApp): CityApp {
  const byScope: GrantType[] = app.scopes.includes('offline_access') ? ['refresh_token'] : [];
  return {
    id: app.id,
    name: app.name.trim(),
    department: app.department.trim(),
    purpose: app.purpose.trim(),
    kind: app.kind,
    sector: app.sector ?? app.id,
    resource: app.resource ?? `urn:civic-link:app:${app.id}`,
    redirectUris: [...new Set(app.redirectUris)],
    scopes: [...new Set(app.scopes)],
    grantTypes: app.grantTypes ?? ['authorization_code', ...byScope],
    accessTokenAlgorithm: app.accessTokenAlgorithm ?? 'ES256',
    idTokenAlgorithm: app.idTokenAlgorithm ?? 'RS256',
    disabled: false,
  };
}

/** The first rule a registration breaks, or null. `approved`: its `admin:` scopes have been approved by name. */
export function refusalOf(app: CityApp, approved: boolean): RegistrationRefusal | null {
  return (
    refusedNames(app) ?? refusedGrantTypes(app) ?? refusedUrls(app) ?? refusedScopes(app, approved)
  );
}

function refusedNames(app: CityApp): RegistrationRefusal | null {
  if (!idShape.test(app.id) || isId(app.id)) return { rule: 'id-malformed', value: app.id };
  const texts = [app.name, app.department, app.purpose];
  if (!texts.every((text) => textShape.test(text))) return { rule: 'text-missing' };
  if (!sectorShape.test(app.sector)) return { rule: 'sector-malformed', value: app.sector };
  return null;
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
  const unsafe = app.redirectUris.find((uri) => !isRedirectUri(uri) || !plainUriShape.test(uri));
  if (unsafe !== undefined) return { rule: 'redirect-uri-unsafe', value: unsafe };
  if (!isResource(app.resource)) return { rule: 'resource-malformed', value: app.resource };
  return null;
}

/** An absolute URI without fragment (RFC 8707 §2): a URN, or an https address of the app's own. */
function isResource(resource: string): boolean {
  if (urnShape.test(resource)) return true;
  return parseWebUrl(resource)?.protocol === 'https:' && !/[#\s]/.test(resource);
}

function refusedScopes(app: CityApp, approved: boolean): RegistrationRefusal | null {
  const unknown = app.scopes.find((scope) => !isKnownScope(scope));
  if (unknown !== undefined) return { rule: 'scope-unknown', value: unknown };
  const service = app.scopes.find(isServiceScope);
  if (service === undefined) return null;
  if (!app.grantTypes.includes('client_credentials')) {
    return { rule: 'scope-for-services-only', value: service };
  }
  return approved ? null : { rule: 'scope-not-approved', value: service };
}
