import type { Strategy } from 'passport';
import type { Person } from '../identity.ts';
import type { Send } from '../../platform/outgoing/bounded-http.ts';
import { boundedOAuth2 } from './bounded-oauth2.ts';
import { insidesOf } from './passport-types.ts';
import type { CarriedTrip } from './passport-types.ts';

export interface StrategyRun {
  readonly query: Readonly<Record<string, string>>;
  readonly trip: CarriedTrip;
  readonly options: { readonly language?: string; readonly isProof?: boolean };
  readonly send: Send;
}

export type StrategyResult =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'success'; readonly person: Person }
  | { readonly kind: 'refused' }
  | { readonly kind: 'error'; readonly error: unknown };

/**
 * Runs a passport strategy the way passport does, on a copy with the five ways out, but without an
 * HTTP request or reply: the result is a value and always comes.
 */
export function runStrategy(strategy: Strategy, run: StrategyRun): Promise<StrategyResult> {
  return new Promise((settle) => {
    const original = insidesOf(strategy);
    const error = (error: unknown) => settle({ kind: 'error', error });
    const attempt = Object.assign(Object.create(original) as typeof original, {
      _oauth2: boundedOAuth2(original._oauth2, run.send, error),
      success: (person: Person) => settle({ kind: 'success', person }),
      redirect: (url: string) => settle({ kind: 'redirect', url }),
      fail: () => settle({ kind: 'refused' }),
      pass: () => settle({ kind: 'refused' }),
      error,
    });
    try {
      const { query, trip } = run;
      attempt.authenticate({ query, headers: {}, body: undefined, trip }, run.options);
    } catch (thrown) {
      error(thrown);
    }
  });
}
