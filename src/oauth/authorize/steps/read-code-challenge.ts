import { OAuthError } from '../../oauth-error.ts';
import type { Parameters } from '../../parameters.ts';

const challengeShape = /^[A-Za-z0-9_-]{43}$/;

/** PKCE with S256 for every app, since `plain` protects nobody (RFC 7636 §4.4.1, RFC 9700 §2.1.1). */
export function readCodeChallenge(parameters: Parameters): string {
  const challenge = parameters.get('code_challenge');
  if (challenge === null || parameters.get('code_challenge_method') !== 'S256') {
    throw new OAuthError('challenge-missing');
  }
  if (!challengeShape.test(challenge)) throw new OAuthError('challenge-malformed');
  return challenge;
}
