import { z } from 'zod';
import { assertionAlgorithms } from '../../apps/app-keys.ts';
import type { AppRecord } from '../../apps/app-record.ts';
import { authMethods, tokenAlgorithms } from '../../apps/city-app.ts';
import { longestTarget } from '../../platform/outgoing/push-target.ts';

const algorithm = z.enum(assertionAlgorithms);
const scopes = z.array(z.string());
const addresses = z.array(z.string().max(2000)).max(50);
const text = z.string().max(200);
const when = z.iso.datetime().nullable();

/** An app as the API tells it. Fields are named as OAuth dynamic registration names them (RFC 7591 §2) where it has a name. */
export const appShape = z.strictObject({
  client_id: z.string(),
  client_name: z.string(),
  department: z.string(),
  kind: z.enum(['confidential', 'public']),
  token_endpoint_auth_method: z.string(),
  grant_types: z.array(z.string()),
  scopes,
  redirect_uris: z.array(z.string()),
  resource: z.string(),
  status: z.enum(['enabled', 'disabled']),
});

/** One app with everything that is registered of it, but for what is secret. */
export const wholeAppShape = appShape.extend({
  department_es: z.string(),
  purpose: z.string(),
  purpose_es: z.string(),
  sector: z.string(),
  post_logout_redirect_uris: z.array(z.string()),
  backchannel_logout_uri: z.string().nullable(),
  backchannel_logout_session_required: z.boolean(),
  jwks: z.unknown().describe('Its public keys; null for an app with a secret or none.'),
  registered_at: z.iso.datetime(),
  secret_made_at: when.describe('Null for an app that has no secret.'),
  old_secret_ends_at: when.describe('Until when the secret before works as well.'),
});

/** What a registration can say. What is left out of a change stays as it is. */
export const changesShape = z.strictObject({
  client_name: text.optional(),
  department: text.optional(),
  department_es: text.optional(),
  purpose: text.optional().describe('One sentence for residents.'),
  purpose_es: text.optional(),
  token_endpoint_auth_method: z.enum(authMethods).optional(),
  jwks: z.unknown().optional().describe('Public keys, for `private_key_jwt` (RFC 7517 §5).'),
  token_endpoint_auth_signing_alg: algorithm.optional(),
  redirect_uris: addresses.optional(),
  post_logout_redirect_uris: addresses.optional(),
  backchannel_logout_uri: z
    .string()
    .max(longestTarget)
    .nullable()
    .optional()
    .describe('Where it hears that a session has ended. Null: nowhere.'),
  backchannel_logout_session_required: z.boolean().optional(),
  scopes: scopes.max(100).optional().describe('None that needs an approval: a person gives these.'),
  grant_types: z
    .array(z.enum(['authorization_code', 'refresh_token', 'client_credentials']))
    .max(3)
    .optional(),
  sector: z.string().max(253).optional(),
  resource: z.string().max(2000).optional(),
  access_token_alg: z.enum(tokenAlgorithms).optional(),
  id_token_signed_response_alg: z.enum(tokenAlgorithms).optional(),
});

export type Changes = z.output<typeof changesShape>;

/** A new registration. */
export const registrationShape = changesShape.extend({
  client_id: z.string().max(40).describe('Small letters, digits and hyphens. It never changes.'),
  client_name: text,
  department: text,
  purpose: text,
  kind: z.enum(['confidential', 'public']),
  redirect_uris: addresses,
  scopes: scopes.max(100),
});

/** An app in a list. */
export function asApp({ app }: AppRecord): z.output<typeof appShape> {
  return {
    client_id: app.id,
    client_name: app.name,
    department: app.department.en,
    kind: app.kind,
    token_endpoint_auth_method: app.authMethod,
    grant_types: [...app.grantTypes],
    scopes: [...app.scopes],
    redirect_uris: [...app.redirectUris],
    resource: app.resource,
    status: app.disabled ? 'disabled' : 'enabled',
  };
}

/** An app by itself. */
export function asWholeApp(record: AppRecord): z.output<typeof wholeAppShape> {
  const { app, registeredAt, secretMadeAt, oldSecretEndsAt } = record;
  return {
    ...asApp(record),
    department_es: app.department.es,
    purpose: app.purpose.en,
    purpose_es: app.purpose.es,
    sector: app.sector,
    post_logout_redirect_uris: [...app.postLogoutRedirectUris],
    backchannel_logout_uri: app.backchannelLogoutUri,
    backchannel_logout_session_required: app.backchannelLogoutSessionRequired,
    jwks: app.keys?.jwks ?? null,
    registered_at: registeredAt.toISOString(),
    secret_made_at: secretMadeAt?.toISOString() ?? null,
    old_secret_ends_at: oldSecretEndsAt?.toISOString() ?? null,
  };
}
