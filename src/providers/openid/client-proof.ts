import { createPrivateKey } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import type { OpenIdSetup } from './setup.ts';

type ClientAuth = OpenIdSetup['clientAuth'];

/** A secret in the body, for providers that document nothing else. */
export function secretInBody(secret: string): ClientAuth {
  return () => oauth.ClientSecretPost(secret);
}

/** A secret as RFC 6749 §2.3.1 prefers it, unless the provider offers only the other way. */
export function secretAsOffered(secret: string): ClientAuth {
  return (offered) =>
    offered.includes('client_secret_basic') || !offered.includes('client_secret_post')
      ? oauth.ClientSecretBasic(secret)
      : oauth.ClientSecretPost(secret);
}

/**
 * A signed assertion instead of a secret (RFC 7523 §2.2), made for one address of the token endpoint: login.gov takes it
 * with that one audience as text, and with no other.
 * @param pem an RSA key
 */
export function signedAssertion(pem: string): ClientAuth {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const made = createPrivateKey(pem).toCryptoKey(algorithm, false, ['sign']);
  // The same object; only the types of Node and of browsers call it by two names.
  const key = made as oauth.CryptoKey;
  return () => async (server, client, body, headers) => {
    const proof = oauth.PrivateKeyJwt(key, {
      [oauth.modifyAssertion]: (_header, payload) => {
        payload.aud = server.token_endpoint ?? null;
      },
    });
    await proof(server, client, body, headers);
  };
}
