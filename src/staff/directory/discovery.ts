import * as openid from 'openid-client';
import type { DirectorySettings } from '../../config/config.ts';
import type { Clock } from '../../kernel/clock.ts';
import { hours } from '../../kernel/duration.ts';
import { parseWebUrl } from '../../kernel/url-rules.ts';
import { OutgoingFault } from '../../platform/outgoing/bounded-fetch.ts';
import { withinLimits } from './bounded-fetch.ts';

/** What the identity provider says of itself is believed for so long. */
const keptSeconds = hours(1);

/** ID tokens are signed in one of these ways, whatever else the identity provider offers (RFC 8725 §3.1). */
const algorithms = ['RS256', 'ES256', 'PS256'];

/** All that is believed of what the identity provider says of itself. */
export interface Metadata {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  jwks_uri: string;
  token_endpoint_auth_methods_supported: string[];
  id_token_signing_alg_values_supported: string[];
  authorization_response_iss_parameter_supported: boolean;
}

/** Finds out where the identity provider's addresses are (OpenID Connect Discovery §4), and remembers it for an hour. */
export class Discovery {
  readonly #settings: DirectorySettings;
  readonly #clock: Clock;
  #known: { metadata: Metadata; until: number } | null = null;

  constructor(settings: DirectorySettings, clock: Clock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Plain http is for loopback, which no setting can name. */
  get isPlain(): boolean {
    return this.#settings.issuer.startsWith('http:');
  }

  /** What was found last, however long ago. */
  get last(): Metadata | null {
    return this.#known?.metadata ?? null;
  }

  /** What was found within the last hour, or is found now. @throws OutgoingFault, or what openid-client makes of it */
  async find(): Promise<Metadata> {
    const now = this.#clock.seconds();
    if (this.#known !== null && now < this.#known.until) return this.#known.metadata;
    const metadata = await this.#ask();
    this.#known = { metadata, until: now + keptSeconds };
    return metadata;
  }

  async #ask(): Promise<Metadata> {
    const { issuer, clientId } = this.#settings;
    const execute = this.isPlain ? [openid.allowInsecureRequests] : [];
    const found = await withinLimits([issuer], (fetch) =>
      openid.discovery(new URL(issuer), clientId, undefined, undefined, {
        [openid.customFetch]: fetch,
        execute,
      }),
    );
    return this.#believed(found.serverMetadata());
  }

  /** openid-client lets some identity providers answer for every city at once; here it is one, letter by letter. */
  #believed(said: openid.ServerMetadata): Metadata {
    const { issuer, authorization_endpoint = '', token_endpoint = '', jwks_uri = '' } = said;
    const addresses = [authorization_endpoint, token_endpoint, jwks_uri];
    const isRight = issuer === this.#settings.issuer && addresses.every((one) => this.#isGood(one));
    if (!isRight) throw new OutgoingFault('malformed');
    const offered = said.id_token_signing_alg_values_supported ?? [];
    return {
      issuer,
      authorization_endpoint,
      token_endpoint,
      jwks_uri,
      // What is left out means this one (OpenID Connect Discovery §3).
      token_endpoint_auth_methods_supported: said.token_endpoint_auth_methods_supported ?? [
        'client_secret_basic',
      ],
      id_token_signing_alg_values_supported: algorithms.filter((one) => offered.includes(one)),
      authorization_response_iss_parameter_supported:
        said.authorization_response_iss_parameter_supported === true,
    };
  }

  #isGood(address: string): boolean {
    const url = parseWebUrl(address);
    return url !== null && (url.protocol === 'https:' || this.isPlain);
  }
}
