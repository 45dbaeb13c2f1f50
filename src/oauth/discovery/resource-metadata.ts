import { serviceScopes } from '../../apps/scopes.ts';

/** Which tokens our own API takes, and where they come from (RFC 9728 §2). The issuer names the API, too. */
export function resourceMetadata(issuer: string): object {
  return {
    resource: issuer,
    authorization_servers: [issuer],
    bearer_methods_supported: ['header'],
    scopes_supported: serviceScopes,
    resource_documentation: `${issuer}/developers`,
    resource_policy_uri: `${issuer}/privacy`,
  };
}
