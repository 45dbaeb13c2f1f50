import { advertisedScopes } from '../../apps/scopes.ts';
import { languages } from '../../words/words.ts';
import { prompts } from '../authorize/steps/read-prompts.ts';
import {
  assertionSigning,
  clientMethods,
  provingMethods,
} from '../clients/client-authentication.ts';

const algorithms = ['RS256', 'ES256'];

/**
 * What clients read to set themselves up (RFC 8414 §2, OIDC Discovery §3). Lists are never empty, and lists that
 * have a default we do not mean are given.
 */
export function metadata(issuer: string): object {
  return {
    issuer,
    ...endpointsOf(issuer),
    ...abilities,
    service_documentation: `${issuer}/developers`,
    op_policy_uri: `${issuer}/privacy`,
    op_tos_uri: `${issuer}/developers#rules`,
    protected_resources: [issuer],
  };
}

/** Where everything is, by the names that metadata gives it. The keys come last. */
export function endpointsOf(issuer: string): Readonly<Record<string, string>> {
  return {
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    end_session_endpoint: `${issuer}/oauth/logout`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  };
}

/**
 * What there is to choose from. The ID token algorithms name those of access tokens too, because some resource servers
 * take this list for theirs.
 */
const abilities = {
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: algorithms,
  token_endpoint_auth_methods_supported: clientMethods,
  token_endpoint_auth_signing_alg_values_supported: assertionSigning,
  introspection_endpoint_auth_methods_supported: provingMethods,
  introspection_endpoint_auth_signing_alg_values_supported: assertionSigning,
  revocation_endpoint_auth_methods_supported: clientMethods,
  revocation_endpoint_auth_signing_alg_values_supported: assertionSigning,
  authorization_response_iss_parameter_supported: true,
  scopes_supported: advertisedScopes,
  prompt_values_supported: prompts,
  claim_types_supported: ['normal'],
  claims_supported: [
    'sub',
    'iss',
    'aud',
    'exp',
    'iat',
    'auth_time',
    'sid',
    'nonce',
    'at_hash',
    'linked_accounts',
  ],
  backchannel_logout_supported: true,
  backchannel_logout_session_supported: true,
  claims_parameter_supported: false,
  request_parameter_supported: false,
  request_uri_parameter_supported: false,
  ui_locales_supported: languages,
};
