import { z } from 'zod';
import { isLoopback, parseWebUrl } from '../../kernel/url-rules.ts';
import { OutgoingFault } from '../../platform/outgoing/bounded-fetch.ts';
import type { OpenIdSetup } from './setup.ts';

const names = z.array(z.string());

/** What is read of a discovery document (OpenID Connect Discovery §3, RFC 9207 §3). */
const Document = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().optional(),
  // What is left out means this one.
  token_endpoint_auth_methods_supported: names.default(['client_secret_basic']),
  prompt_values_supported: names.nullable().default(null),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

/** All that is believed of what a provider says of itself. */
export type Metadata = z.infer<typeof Document>;

/** Reads a discovery document. @throws OutgoingFault when it is not this provider's, or leads where it must not */
export function readMetadata(said: unknown, setup: OpenIdSetup): Metadata {
  const { success, data } = Document.safeParse(said);
  if (!success || data.issuer !== setup.saidIssuer) throw new OutgoingFault('malformed');
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = data;
  const addresses = [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint];
  const areGood = addresses.every((one) => one === undefined || isGood(one, setup));
  if (!areGood || new URL(authorization_endpoint).origin !== setup.signInOrigin) {
    throw new OutgoingFault('malformed');
  }
  return data;
}

/** Https, or plain http on this machine where the issuer is there too, as in development. */
function isGood(address: string, setup: OpenIdSetup): boolean {
  const url = parseWebUrl(address);
  if (url === null || address.includes('#')) return false;
  return url.protocol === 'https:' || (isLoopback(url) && isInDevelopment(setup));
}

/** No setting can name an issuer on this machine. */
export function isInDevelopment({ issuer }: OpenIdSetup): boolean {
  const url = parseWebUrl(issuer);
  return url !== null && url.protocol === 'http:' && isLoopback(url);
}
