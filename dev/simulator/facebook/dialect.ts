import { json } from '../reply.ts';
import type { Client, CodeRefusal, Dialect } from '../dialect.ts';

const OTHER_REDIRECT =
  'Error validating verification code. Please make sure your redirect_uri is identical to the ' +
  'one you used in the OAuth dialog request';

/** Message, code and subcode as Facebook words them. */
const REFUSALS: Readonly<Record<CodeRefusal, readonly [string, number, number?]>> = {
  'bad-request': ['Missing required parameter', 101],
  'bad-client': ['Error validating client secret.', 1],
  unknown: ['Invalid verification code format.', 100, 36009],
  expired: ['This authorization code has expired.', 100, 36007],
  used: ['This authorization code has been used.', 100, 36009],
  'other-redirect': [OTHER_REDIRECT, 100, 36008],
  'bad-verifier': ['Invalid code_verifier.', 100],
};

/** The body of every error of the Graph API. */
export function graphError(message: string, code: number, subcode?: number) {
  const error = { message, type: 'OAuthException', code, error_subcode: subcode };
  return { error: { ...error, fbtrace_id: 'AkSimulatedTrace' } };
}

export function facebookDialect(url: string, client: Client): Dialect {
  return {
    name: 'facebook',
    title: 'Facebook',
    issuer: `${url}/facebook`,
    client,
    attackerUrl: `${url}/attacker`,
    subjectField: 'id',
    fragment: '#_=_',
    codePrefix: 'AQ',
    tokenPrefix: 'EAA',
    // Facebook's PKCE is documented as still in testing: nobody may rely on it.
    requiresPkce: false,
    denial: {
      error: 'access_denied',
      error_code: '200',
      error_description: 'Permissions error',
      error_reason: 'user_denied',
    },
    refuse(refusal, text) {
      const [message, code, subcode] = REFUSALS[refusal];
      return json(400, graphError(text ?? message, code, subcode));
    },
    profileError(status, text = 'Error validating access token.') {
      return json(status, graphError(text, status < 500 ? 190 : 2));
    },
  };
}
