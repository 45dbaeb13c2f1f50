import { json } from '../reply.ts';
import type { Client, CodeRefusal, Dialect } from '../dialect.ts';

/** GitHub's own errors, which its token endpoint sends with status 200. */
const REFUSALS: Readonly<Record<CodeRefusal, string>> = {
  'bad-request': 'bad_verification_code',
  'bad-client': 'incorrect_client_credentials',
  unknown: 'bad_verification_code',
  expired: 'bad_verification_code',
  used: 'bad_verification_code',
  'other-redirect': 'redirect_uri_mismatch',
  'bad-verifier': 'bad_verification_code',
};

export function githubDialect(url: string, client: Client): Dialect {
  return {
    name: 'github',
    title: 'GitHub',
    issuer: `${url}/login/oauth`,
    client,
    attackerUrl: `${url}/attacker`,
    subjectField: 'id',
    subjectIsNumber: true,
    fragment: '',
    codePrefix: '',
    tokenPrefix: 'gho_',
    requiresPkce: true,
    denial: { error: 'access_denied' },
    refuse(refusal, text = 'The code passed is incorrect or expired.') {
      return json(200, { error: REFUSALS[refusal], error_description: text });
    },
    profileError(status, text = 'Bad credentials') {
      return json(status, { message: text, status: String(status) });
    },
  };
}
