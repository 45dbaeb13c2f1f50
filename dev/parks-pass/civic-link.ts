import * as client from 'openid-client';
import { z } from 'zod';
import type { AppLogin } from '../sample-apps.ts';

/** What a city app needs to know to use Civic Link. */
export interface Registration {
  issuer: string;
  login: AppLogin;
  redirectUri: string;
}

/** What has to be remembered of a resident who was sent away, until they come back. */
export interface Trip {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Tokens {
  subject: string;
  accessToken: string;
  refreshToken: string;
}

const LinkedAccounts = z.array(
  z.object({ provider: z.string(), name: z.string().nullable(), linked_at: z.number() }),
);
type LinkedAccount = z.infer<typeof LinkedAccounts>[number];

/** Civic Link said no, with an error code of its own (RFC 6749 §5.2, RFC 6750 §3.1). */
interface Refused {
  kind: 'refused';
  error: string;
}

export type Refreshed = { kind: 'tokens'; tokens: Tokens } | Refused;
export type Userinfo = { kind: 'accounts'; accounts: LinkedAccount[] } | Refused;

export interface Introspection {
  active: boolean;
}

const scope = 'openid linked_accounts offline_access';

/** Civic Link as a city app uses it: the authorization code flow with PKCE, by an ordinary OpenID Connect client. */
export class CivicLink {
  readonly jwksUrl: string;
  readonly #configuration: client.Configuration;
  readonly #registration: Registration;

  private constructor(configuration: client.Configuration, registration: Registration) {
    this.#configuration = configuration;
    this.#registration = registration;
    this.jwksUrl = configuration.serverMetadata().jwks_uri ?? '';
  }

  /** Reads the issuer's discovery document. Plain http is allowed, because this is loopback. */
  static async discover(registration: Registration): Promise<CivicLink> {
    const { issuer, login } = registration;
    const configuration = await client.discovery(
      new URL(issuer),
      login.clientId,
      login.secret,
      client.ClientSecretBasic(login.secret),
      { execute: [client.allowInsecureRequests] },
    );
    return new CivicLink(configuration, registration);
  }

  /** Where to send the resident, and what to remember meanwhile. */
  async begin(language: string): Promise<{ url: URL; trip: Trip }> {
    const verifier = client.randomPKCECodeVerifier();
    const trip = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const url = client.buildAuthorizationUrl(this.#configuration, {
      redirect_uri: this.#registration.redirectUri,
      scope,
      resource: this.#registration.login.resource,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: trip.state,
      nonce: trip.nonce,
      ui_locales: language,
    });
    return { url, trip };
  }

  /** Exchanges the code in the address the resident came back to. Throws when anything does not match. */
  async finish(callback: URL, trip: Trip): Promise<Tokens> {
    const answer = await client.authorizationCodeGrant(this.#configuration, callback, {
      pkceCodeVerifier: trip.verifier,
      expectedState: trip.state,
      expectedNonce: trip.nonce,
      idTokenExpected: true,
    });
    return tokensOf(answer, answer.claims()?.sub ?? '');
  }

  async refresh({ refreshToken, subject }: Tokens): Promise<Refreshed> {
    return orRefused(async () => {
      const answer = await client.refreshTokenGrant(this.#configuration, refreshToken);
      return { kind: 'tokens', tokens: tokensOf(answer, subject) };
    });
  }

  /** Asks Civic Link whether a token is good at this moment (RFC 7662). */
  async introspect(token: string): Promise<Introspection> {
    const { active } = await client.tokenIntrospection(this.#configuration, token);
    return { active };
  }

  /** The names on the resident's linked accounts, as they are at this moment. */
  async userinfo({ accessToken, subject }: Tokens): Promise<Userinfo> {
    return orRefused(async () => {
      const answer = await client.fetchUserInfo(this.#configuration, accessToken, subject);
      return { kind: 'accounts', accounts: LinkedAccounts.parse(answer.linked_accounts ?? []) };
    });
  }

  /** Gives back what was granted; nobody can use the refresh token any more (RFC 7009). */
  async giveBack({ refreshToken }: Tokens): Promise<void> {
    await client.tokenRevocation(this.#configuration, refreshToken);
  }
}

function tokensOf(answer: client.TokenEndpointResponse, subject: string): Tokens {
  const { access_token: accessToken, refresh_token: refreshToken = '' } = answer;
  return { subject, accessToken, refreshToken };
}

/** Turns a refusal that the standards foresee into a value; anything else is a fault and stays an exception. */
async function orRefused<T>(ask: () => Promise<T>): Promise<T | Refused> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof client.ResponseBodyError) return { kind: 'refused', error: error.error };
    if (error instanceof client.WWWAuthenticateChallengeError) {
      return { kind: 'refused', error: error.cause[0]?.parameters.error ?? 'invalid_token' };
    }
    throw error;
  }
}
