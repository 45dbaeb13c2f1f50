import jwt from 'jsonwebtoken';
import type { Call } from '../call.ts';
import type { OpenIdDialect } from './dialects.ts';

/** Whether a call shows who makes it, in the one way that this provider takes. */
export function isClient(call: Call, dialect: OpenIdDialect): boolean {
  switch (dialect.clientAuth) {
    case 'client_secret_post':
      return (
        call.form.get('client_id') === dialect.client.id &&
        call.form.get('client_secret') === dialect.client.secret
      );
    case 'client_secret_basic':
      return showsSecret(call, dialect);
    case 'private_key_jwt':
      return hasAssertion(call, dialect);
    default:
      return dialect.clientAuth satisfies never;
  }
}

/** Both parts are form-encoded first, in whatever way (RFC 6749 section 2.3.1). */
function showsSecret({ headers }: Call, { client }: OpenIdDialect): boolean {
  const pair = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const [id, secret] = Buffer.from(pair, 'base64').toString().split(':').map(decodeURIComponent);
  return id === client.id && secret === client.secret;
}

/** RFC 7523 section 3, and as login.gov has it: the audience is the token endpoint, alone and as text. */
function hasAssertion({ form, url }: Call, dialect: OpenIdDialect): boolean {
  const { client } = dialect;
  const assertion = form.get('client_assertion') ?? '';
  const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
  if (form.get('client_assertion_type') !== type || client.publicKey === undefined) return false;
  try {
    const claims = jwt.verify(assertion, client.publicKey, {
      algorithms: ['RS256'],
      issuer: client.id,
      subject: client.id,
    });
    return typeof claims === 'object' && claims.aud === dialect.addresses(url).token;
  } catch {
    return false;
  }
}
