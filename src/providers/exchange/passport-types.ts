/**
 * Where TypeScript cannot follow passport: the parts of a strategy that its types hide or get wrong,
 * as read in passport-oauth2 1.8.0 and oauth 0.10.2. No other file casts a strategy.
 */
import type { Strategy } from 'passport';
import type { StateStore } from 'passport-oauth2';

type Done = (error: unknown, value?: unknown) => void;

/** A trip as the strategy's request carries it: on the way out, or on the way back. */
export type CarriedTrip =
  { readonly remember: (verifier: string) => Promise<string> } | { readonly verifier: string };

/** The plain object that stands for a request: there is no session, no body and no host header to trust. */
interface StrategyRequest {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: undefined;
  readonly trip: CarriedTrip;
}

/** What node-oauth hands to the one method that talks HTTP. */
export interface NodeRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export type TokenCallback = (
  error: unknown,
  accessToken?: unknown,
  refreshToken?: unknown,
  answer?: { readonly token_type?: unknown },
) => void;

export interface OAuth2Insides {
  useAuthorizationHeaderforGET(use: boolean): void;
  getOAuthAccessToken(code: string, params: object, done: TokenCallback): void;
  _executeRequest(library: unknown, request: NodeRequest, body: unknown, done: Done): Promise<void>;
}

export interface StrategyInsides {
  _oauth2: OAuth2Insides;
  authenticate(request: StrategyRequest, options: object): void;
}

export function insidesOf(strategy: Strategy): StrategyInsides {
  return strategy as unknown as StrategyInsides;
}

/**
 * A state store that stores nothing: our own flow row holds state and verifier, and was consumed before
 * the strategy runs. Passport picks the call by the number of parameters, so there must be 5 and 4.
 */
const tripStore = {
  async store(request: StrategyRequest, verifier: string, _state: unknown, _: unknown, done: Done) {
    try {
      done(null, await stateOf(request.trip, verifier));
    } catch (error) {
      done(error);
    }
  },
  verify({ trip }: StrategyRequest, _state: unknown, _meta: unknown, done: Done) {
    done(null, 'verifier' in trip && trip.verifier);
  },
};

async function stateOf(trip: CarriedTrip, verifier: string): Promise<string> {
  if ('remember' in trip) return trip.remember(verifier);
  throw new Error('a callback must not start a trip');
}

/** Options every strategy is made with: one absolute callback URL, PKCE with S256, our own state. */
export function exchangeOptions(callbackURL: string) {
  return { callbackURL, pkce: true, store: tripStore as unknown as StateStore };
}
