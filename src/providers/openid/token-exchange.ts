import * as oauth from 'oauth4webapi';
import { SystemClock } from '../../kernel/clock.ts';
import { boundedFetch } from '../../platform/outgoing/bounded-fetch.ts';
import type { ConversationParts, Returned, Told } from '../exchange/conversation.ts';
import type { Found } from './discovery.ts';
import { isInDevelopment } from './metadata.ts';
import type { Claims, OpenIdSetup } from './setup.ts';
import { uncheckedClaims } from './token-text.ts';

/** How far a provider's clock may be from ours, in seconds. */
const tolerance = 30;

/** What binds a code to the browser that brought it. */
export interface Binding {
  readonly verifier: string;
  readonly nonce: string | undefined;
  /** When the browser has waited long enough. */
  readonly deadline: AbortSignal;
}

interface Calls {
  readonly [oauth.customFetch]: ReturnType<typeof boundedFetch>;
  readonly [oauth.allowInsecureRequests]: boolean;
}

/** Exchanges a code for an ID token and reads it. Every token is gone when it is done. */
export class TokenExchange {
  readonly #setup: OpenIdSetup;
  readonly #isIssuer: (iss: string) => boolean;
  readonly #parts: ConversationParts;
  /** The provider's keys for five minutes; an unknown key has them asked for again, at most once a minute. */
  readonly #keys: oauth.JWKSCacheInput = {};

  constructor(setup: OpenIdSetup, isIssuer: (iss: string) => boolean, parts: ConversationParts) {
    this.#setup = setup;
    this.#isIssuer = isIssuer;
    this.#parts = parts;
  }

  /** @throws OutgoingFault, or what oauth4webapi makes of the answer */
  async tell({ metadata, http }: Found, callback: Returned, binding: Binding): Promise<Told> {
    if (!this.#isSender(metadata, callback.iss)) return { kind: 'provider-error' };
    const calls: Calls = {
      [oauth.customFetch]: boundedFetch(http.withinDeadline(binding.deadline)),
      [oauth.allowInsecureRequests]: isInDevelopment(this.#setup),
    };
    const answer = await this.#redeem(metadata, callback.code, { binding, calls });
    const unchecked = uncheckedClaims(await idTokenIn(answer));
    const issuer = unchecked && this.#setup.issuerOf(unchecked);
    if (answer.ok && issuer === null) return { kind: 'provider-error' };
    const server = { ...metadata, issuer: issuer ?? metadata.issuer };
    const tokens = await this.#checked(server, answer, { binding, calls });
    const claims: Claims = oauth.getValidatedIdTokenClaims(tokens) ?? {};
    const isForUs = claims.azp === undefined || claims.azp === this.#setup.clientId;
    if (!isForUs) return { kind: 'provider-error' };
    if (!this.#isFresh(claims, callback.provedWithin)) return { kind: 'not-fresh' };
    const person = this.#setup.personIn(await this.#completed(server, { claims, tokens, calls }));
    return person === null ? { kind: 'provider-error' } : { kind: 'person', person };
  }

  /** A provider that says it names itself must do so (RFC 9207 §2.4). */
  #isSender(
    { authorization_response_iss_parameter_supported: isExpected }: Found['metadata'],
    iss: string | undefined,
  ): boolean {
    return iss === undefined ? !isExpected : this.#isIssuer(iss);
  }

  #redeem(
    server: oauth.AuthorizationServer & Found['metadata'],
    code: string,
    { binding, calls }: { binding: Binding; calls: Calls },
  ): Promise<Response> {
    // Who sent the code has been looked at; state was, before the flow was consumed.
    const silent = { issuer: server.issuer };
    const given = oauth.validateAuthResponse(
      silent,
      this.#client(),
      new URLSearchParams({ code }),
      oauth.expectNoState,
    );
    const { clientAuth, redirectUri, bindsCodes } = this.#setup;
    return oauth.authorizationCodeGrantRequest(
      server,
      this.#client(),
      clientAuth(server.token_endpoint_auth_methods_supported),
      given,
      redirectUri,
      bindsCodes ? binding.verifier : oauth.nopkce,
      calls,
    );
  }

  /** Issuer, audience, times, `nonce`, algorithm and signature are looked at before a claim is (OIDC Core §3.1.3.7). */
  async #checked(
    server: oauth.AuthorizationServer & Found['metadata'],
    answer: Response,
    { binding, calls }: { binding: Binding; calls: Calls },
  ): Promise<oauth.TokenEndpointResponse> {
    const tokens = await oauth.processAuthorizationCodeResponse(server, this.#client(), answer, {
      requireIdToken: true,
      expectedNonce: binding.nonce,
    });
    await oauth.validateApplicationLevelSignature(server, answer, {
      ...calls,
      [oauth.jwksCache]: this.#keys,
    });
    return tokens;
  }

  /**
   * Whether whoever proves something was asked by the provider since the trip began (OIDC Core §3.1.3.7, 11). What asks for
   * it goes through the browser, where anybody at it can leave it out; so the answer is believed and not the question.
   */
  #isFresh({ auth_time: at }: Claims, provedWithin: number | undefined): boolean {
    if (provedWithin === undefined) return true;
    if (at === undefined) return !this.#setup.tellsAuthTime;
    const age = typeof at === 'number' ? this.#parts.clock.seconds() - at : Infinity;
    return age <= provedWithin + tolerance && age >= -tolerance;
  }

  /** With the name from userinfo, where that is where it is (OIDC Core §5.4); userinfo must be of the same person (§5.3.2). */
  async #completed(
    server: oauth.AuthorizationServer & Found['metadata'],
    {
      claims,
      tokens,
      calls,
    }: { claims: Claims; tokens: oauth.TokenEndpointResponse; calls: Calls },
  ): Promise<Claims> {
    const isTold = claims.name !== undefined || !this.#setup.hasUserinfo;
    if (isTold || server.userinfo_endpoint === undefined) return claims;
    const answer = await oauth.userInfoRequest(server, this.#client(), tokens.access_token, calls);
    const { name } = await oauth.processUserInfoResponse(
      server,
      this.#client(),
      String(claims.sub),
      answer,
    );
    return { ...claims, name };
  }

  #client(): oauth.Client {
    return {
      client_id: this.#setup.clientId,
      id_token_signed_response_alg: this.#setup.algorithm,
      // It reads the machine's clock; ours may be another one.
      [oauth.clockSkew]: this.#parts.clock.seconds() - new SystemClock().seconds(),
      [oauth.clockTolerance]: tolerance,
    };
  }
}

async function idTokenIn(answer: Response): Promise<unknown> {
  if (!answer.ok) return undefined;
  const { id_token: token } = (await answer.clone().json()) as { id_token?: unknown };
  return token;
}
