import { json } from '../reply.ts';
import type { Client, CodeRefusal, Dialect } from '../dialect.ts';

/** Status, `error` and `error_description` as Google words them. */
const REFUSALS: Readonly<Record<CodeRefusal, readonly [number, string, string]>> = {
  'bad-request': [400, 'invalid_request', 'Missing required parameter'],
  'bad-client': [401, 'invalid_client', 'Unauthorized'],
  unknown: [400, 'invalid_grant', 'Malformed auth code.'],
  expired: [400, 'invalid_grant', 'Bad Request'],
  used: [400, 'invalid_grant', 'Code was already redeemed.'],
  'other-redirect': [400, 'redirect_uri_mismatch', 'Bad Request'],
  'bad-verifier': [400, 'invalid_grant', 'Invalid code verifier.'],
};

export function googleDialect(url: string, client: Client): Dialect {
  return {
    name: 'google',
    title: 'Google',
    issuer: `${url}/google`,
    client,
    attackerUrl: `${url}/attacker`,
    subjectField: 'sub',
    fragment: '',
    codePrefix: '4/0',
    tokenPrefix: 'ya29.',
    requiresPkce: true,
    denial: { error: 'access_denied' },
    refuse(refusal, text) {
      const [status, error, description] = REFUSALS[refusal];
      return json(status, { error, error_description: text ?? description });
    },
    profileError(status, text = 'Invalid Credentials') {
      const headers = status === 401 ? { 'www-authenticate': 'Bearer error="invalid_token"' } : {};
      return json(status, { error: 'invalid_request', error_description: text }, headers);
    },
  };
}
