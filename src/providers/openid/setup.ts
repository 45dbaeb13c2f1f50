import type { ClientAuth } from 'oauth4webapi';
import type { Person } from '../identity.ts';
import type { StartingTrip } from '../provider.ts';

/** The claims of an ID token. Which of them can be believed is said where they are read. */
export type Claims = Readonly<Record<string, unknown>>;

/** What one provider of OpenID Connect does in its own way. */
export interface OpenIdSetup {
  /** Its discovery document is at this address and `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** What that document must say its issuer is, letter by letter. */
  readonly saidIssuer: string;
  /** Who must have issued a token with these claims, which nobody has checked yet; null for nobody. */
  readonly issuerOf: (claims: Claims) => string | null;
  /** Where its sign-in page must be: pages of ours let forms lead nowhere else. */
  readonly signInOrigin: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  /** The one way in which it signs ID tokens (RFC 8725 §3.1). */
  readonly algorithm: 'RS256' | 'ES256';
  /** How it is shown who we are, given what it offers. */
  readonly clientAuth: (offered: readonly string[]) => ClientAuth;
  /** False for the one provider that knows neither PKCE nor `nonce`: a code is then bound by our state and secret alone. */
  readonly bindsCodes: boolean;
  /** What else the sign-in page is told. */
  readonly asks: (trip: StartingTrip, prompts: readonly string[] | null) => Record<string, string>;
  /**
   * Whether a proof is asked for with `max_age`, so that `auth_time` must come and be of this trip (OIDC Core §2). Others
   * cannot show that they asked; where they tell a time all the same, it counts.
   */
  readonly tellsAuthTime: boolean;
  /** Whether the name is told by userinfo where the ID token has none. */
  readonly hasUserinfo: boolean;
  /** Reduces checked claims to what the service may know; null when there is no believable user ID. */
  readonly personIn: (claims: Claims) => Person | null;
  /** Whether this error of the token endpoint means that the code is no longer good. */
  readonly isSpent: (error: string) => boolean;
}

/** RFC 6749 §5.2. */
export const invalidGrant = (error: string): boolean => error === 'invalid_grant';
