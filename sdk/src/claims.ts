import type { JWTPayload } from 'jose';

/** The claims of an access token, as `docs/tokens.md` of the service explains them. Times are seconds since 1970. */
export interface AccessTokenClaims extends JWTPayload {
  iss: string;
  sub: string;
  iat: number;
  exp: number;
  jti: string;
  client_id: string;
  sid: string;
  epochs: readonly string[];
  scope?: string;
  auth_time?: number;
}

/** A token that was accepted. */
export interface VerifiedToken {
  /** The resident, by an id that only apps of your sector know; the app itself where it acts in its own name. */
  subject: string;
  /** The app the token was issued to. */
  app: string;
  scopes: readonly string[];
  /** When the resident last came back from a provider; null for an app in its own name. */
  authenticatedAt: Date | null;
  expiresAt: Date;
  claims: Readonly<AccessTokenClaims>;
}

/** What every access token of the service says. */
export const requiredClaims = ['sub', 'iat', 'exp', 'jti', 'client_id', 'sid', 'epochs'];

export function verifiedToken(claims: AccessTokenClaims): VerifiedToken {
  const { sub, client_id: app, scope = '', auth_time: at, exp } = claims;
  return {
    subject: sub,
    app,
    scopes: scope === '' ? [] : scope.split(' '),
    authenticatedAt: at === undefined ? null : new Date(at * 1000),
    expiresAt: new Date(exp * 1000),
    claims,
  };
}
