import * as openid from 'openid-client';
import type { IDToken } from 'openid-client';
import type { DirectorySettings } from '../../config/config.ts';
import { SystemClock } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { derive } from '../../kernel/opaque-token.ts';
import { withinLimits } from './bounded-fetch.ts';
import type { Discovery, Metadata } from './discovery.ts';

/** How far the identity provider's clock may be from ours. */
const toleranceSeconds = 30;

/** What a browser takes along, and what it must bring back. */
export interface Leaving {
  state: string;
  verifier: string;
  language: string;
  /** Whether the identity provider is to ask again who it is, although it knows. */
  isProof: boolean;
}

/** What a browser brought back, of a trip that was under way. */
export interface Returning {
  state: string;
  verifier: string;
  /** The answer as the address says it; only these names are read. */
  answer: Readonly<Record<'code' | 'state' | 'iss' | 'error', string | undefined>>;
}

/** One configuration of openid-client for each exchange: what it needs is asked, and nothing is left. */
export class Exchange {
  readonly #settings: DirectorySettings;
  readonly #discovery: Discovery;
  readonly #redirectUri: string;
  readonly #clock: Clock;

  constructor(
    settings: DirectorySettings,
    discovery: Discovery,
    redirectUri: string,
    clock: Clock,
  ) {
    this.#settings = settings;
    this.#discovery = discovery;
    this.#redirectUri = redirectUri;
    this.#clock = clock;
  }

  /** Where to send the browser. */
  async address({ state, verifier, language, isProof }: Leaving): Promise<string> {
    const configuration = this.#configuration(await this.#discovery.find());
    const url = openid.buildAuthorizationUrl(configuration, {
      scope: this.#settings.scope,
      redirect_uri: this.#redirectUri,
      state,
      nonce: nonceOf(state),
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
      ...(isProof && { prompt: 'login', max_age: '0' }),
    });
    return url.href;
  }

  /**
   * What the ID token says. openid-client looks at `iss` and an error in the answer (RFC 9207), and at issuer, audience,
   * time, nonce, algorithm and signature of the token. The access token is not looked at and goes with the answer.
   */
  async claims({ state, verifier, answer }: Returning): Promise<IDToken> {
    const metadata = await this.#discovery.find();
    const returned = new URL(this.#redirectUri);
    for (const [name, value] of Object.entries(answer)) {
      if (value !== undefined) returned.searchParams.set(name, value);
    }
    const { token_endpoint, jwks_uri } = metadata;
    const tokens = await withinLimits([token_endpoint, jwks_uri], (fetch) => {
      const configuration = this.#configuration(metadata);
      configuration[openid.customFetch] = fetch;
      // Without this the signature is not looked at, since the token came over TLS.
      openid.enableNonRepudiationChecks(configuration);
      const checks = { pkceCodeVerifier: verifier, expectedState: state };
      const expectedNonce = nonceOf(state);
      return openid.authorizationCodeGrant(configuration, returned, {
        ...checks,
        expectedNonce,
        idTokenExpected: true,
      });
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('openid-client returned no ID token.');
    return claims;
  }

  #configuration(metadata: Metadata): openid.Configuration {
    const { clientId, clientSecret } = this.#settings;
    const ways = metadata.token_endpoint_auth_methods_supported;
    const proof = ways.includes('client_secret_basic')
      ? openid.ClientSecretBasic(clientSecret)
      : openid.ClientSecretPost(clientSecret);
    const times = {
      // It reads the machine's clock; ours may be another one.
      [openid.clockSkew]: this.#clock.seconds() - new SystemClock().seconds(),
      [openid.clockTolerance]: toleranceSeconds,
    };
    const configuration = new openid.Configuration({ ...metadata }, clientId, times, proof);
    if (this.#discovery.isPlain) openid.allowInsecureRequests(configuration);
    return configuration;
  }
}

/** Whoever has the state can make it, and it is as hard to guess; so it need not be kept. */
function nonceOf(state: string): string {
  return derive(state, 'nonce');
}
