import type { CityApp } from '../apps/city-app.ts';
import { isResidentScope } from '../apps/scopes.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';

/** An authorization request as the app would send it, whole and in its parts. */
export interface TrialRequest {
  address: string;
  parts: readonly (readonly [name: string, value: string])[];
}

/**
 * A request with which somebody sees what a resident would see; null for an app without a return address. Nobody knows
 * the verifier behind its challenge, so the code at its end can never be redeemed.
 */
export function trialRequest(issuer: string, app: CityApp): TrialRequest | null {
  const [redirectUri] = app.redirectUris;
  if (redirectUri === undefined) return null;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.id,
    redirect_uri: redirectUri,
    scope: app.scopes.filter(isResidentScope).join(' '),
    state: newToken(),
    nonce: newToken(),
    code_challenge: fingerprint(newToken()).toString('base64url'),
    code_challenge_method: 'S256',
  });
  return { address: `${issuer}/oauth/authorize?${query}`, parts: [...query] };
}
