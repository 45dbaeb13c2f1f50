import { readKeySet } from '../../apps/app-keys.ts';
import type { AppKeys } from '../../apps/app-keys.ts';
import type { NewApp } from '../../apps/city-app.ts';
import type { RegistrationRefusal } from '../../apps/registration-refusal.ts';
import type { InvalidField } from '../../kernel/service-error.ts';
import { refusal } from '../../platform/http/contracts.ts';
import type { Changes } from './app-shape.ts';

/** What a body says, in the words of the registry; what it leaves out leaves no trace. */
export function changesIn(body: Changes): Partial<Omit<NewApp, 'id'>> {
  const given = {
    name: body.client_name,
    department: body.department,
    departmentEs: body.department_es,
    purpose: body.purpose,
    purposeEs: body.purpose_es,
    authMethod: body.token_endpoint_auth_method,
    keys: keysIn(body),
    redirectUris: body.redirect_uris,
    postLogoutRedirectUris: body.post_logout_redirect_uris,
    backchannelLogoutUri: body.backchannel_logout_uri,
    backchannelLogoutSessionRequired: body.backchannel_logout_session_required,
    scopes: body.scopes,
    grantTypes: body.grant_types,
    sector: body.sector,
    resource: body.resource,
    accessTokenAlgorithm: body.access_token_alg,
    idTokenAlgorithm: body.id_token_signed_response_alg,
  } satisfies { [Name in keyof NewApp]?: NewApp[Name] | undefined };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function keysIn(body: Changes): AppKeys | undefined {
  const { jwks: sent, token_endpoint_auth_signing_alg: algorithm = 'ES256' } = body;
  if (sent === undefined) return undefined;
  const jwks = readKeySet(sent, algorithm);
  if (jwks === null) throw refusedAs({ rule: 'keys-unfit' });
  return { algorithm, jwks };
}

/** Where each rule looks, as a body names it; sentences stay the same whatever was sent. */
const places: Record<RegistrationRefusal['rule'], InvalidField> = {
  'id-malformed': { pointer: '#/client_id', detail: 'is not right' },
  'id-taken': { pointer: '#/client_id', detail: 'belongs to another app' },
  'kind-fixed': { pointer: '#/kind', detail: 'cannot change' },
  'text-missing': { pointer: '#', detail: 'has a text that is empty or has a line break' },
  'auth-method-unfit': { pointer: '#/token_endpoint_auth_method', detail: 'does not fit the kind' },
  'keys-missing': { pointer: '#/jwks', detail: 'is missing or of another type' },
  'keys-unfit': { pointer: '#/jwks', detail: 'has a key that does not fit' },
  'redirect-uri-missing': { pointer: '#/redirect_uris', detail: 'has no address' },
  'redirect-uri-unsafe': { pointer: '#/redirect_uris', detail: 'has an address that is not safe' },
  'logout-uri-unsafe': {
    pointer: '#/backchannel_logout_uri',
    detail: 'must be an https address that may be reached',
  },
  'scope-unknown': { pointer: '#/scopes', detail: 'has one that does not exist' },
  'scope-for-services-only': { pointer: '#/scopes', detail: 'has one that is not for residents' },
  'scope-not-approved': { pointer: '#/scopes', detail: 'has one that a person must approve' },
  'grant-type-unknown': { pointer: '#', detail: 'is not right' },
  'grant-type-needs-secret': { pointer: '#/kind', detail: 'does not fit' },
  'sector-malformed': { pointer: '#/sector', detail: 'is not right' },
  'resource-malformed': { pointer: '#/resource', detail: 'is not right' },
};

/** The problem that a broken rule is to whoever called the API. */
export function refusedAs({ rule }: RegistrationRefusal): Error {
  return refusal('invalid', { fields: [places[rule]] });
}
