import type { Strategy } from 'passport';
import type { GithubSetup } from './exchange/github-conversation.ts';
import type { Name } from '../words/words.ts';
import type { OpenIdSetup } from './openid/setup.ts';

/** What pages need to know about a provider. */
export interface ProviderFacts {
  readonly id: string;
  readonly label: Name;
  /** The provider's own privacy policy, named before anybody leaves for it. */
  readonly privacyUrl: string;
  /** Where a resident removes us at the provider. */
  readonly settingsUrl: string;
  /** Whether the provider lets people pick another of their accounts. */
  readonly hasAccountChooser: boolean;
  /** False where the provider is not asked for a name. */
  readonly hasNames?: boolean;
  /** Where the browser is sent. */
  readonly origin: string;
  /** Every origin the browser may be led through: the CSP `form-action` of pages that start a trip. */
  readonly formAction: readonly string[];
}

/** A trip that is about to start. */
export interface StartingTrip {
  /** Keeps the PKCE verifier and answers with the state that will bring it back. */
  remember(verifier: string): Promise<string>;
  readonly language: string;
  /** The person is known already and proves afresh who they are: the provider must ask, as far as it can. */
  readonly isProof?: boolean;
}

/** All that is ever learned about a person; the subject is unique within its namespace. */
export interface Identity {
  readonly namespace: string;
  readonly subject: string;
  readonly displayName: string | null;
}

/** How an exchange with a provider ends. Only the first tells anything the provider sent. */
export type ProviderOutcome =
  | { readonly kind: 'identity'; readonly identity: Identity }
  /** Of a proof: the provider was to ask who somebody is, and does not say that it did. */
  | { readonly kind: 'not-fresh' }
  | { readonly kind: 'expired-or-used' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'provider-error' };

/**
 * How a provider took a code that nobody was ever given: as it should, not at all, or otherwise, which it does when it
 * does not know the service.
 */
export const providerTrials = ['answers', 'unavailable', 'unexpected'] as const;

export type ProviderTrial = (typeof providerTrials)[number];

/** What every provider file supplies, whatever its provider speaks. */
export interface Registration {
  readonly facts: ProviderFacts;
  /** What the service is registered as there. */
  readonly clientId: string;
  /** Where its user IDs are unique: the OIDC issuer or, without one, the provider and our client id. */
  readonly namespace: string;
  /** Whether `iss` in a callback, if it is there, names this provider (RFC 9207 §2.4). */
  readonly isIssuer: (iss: string) => boolean;
}

/**
 * A provider with a Passport strategy. PKCE, state, time limits, size limits, the circuit breaker and the reduction to
 * an identity are the same for every one and live in `exchange/`.
 */
export interface PassportProvider extends Registration {
  readonly speaks: 'passport';
  /** Made with `exchangeOptions`, so that PKCE and state cannot be forgotten. */
  readonly strategy: Strategy;
  /** Every URL the service itself calls: nothing else can be reached. */
  readonly backChannel: readonly string[];
  /** The error of the strategy that means "this code is no longer good". */
  readonly spentCode: { readonly name: string; readonly code: string | number };
}

/** A provider of OpenID Connect: its addresses and keys are found by discovery, and an ID token says who it is. */
export interface OpenIdProvider extends Registration {
  readonly speaks: 'openid';
  readonly openId: OpenIdSetup;
}

/** GitHub, which speaks OAuth with an API of its own behind it. */
export interface GithubProvider extends Registration {
  readonly speaks: 'github';
  readonly github: GithubSetup;
}

export type Provider = PassportProvider | OpenIdProvider | GithubProvider;
