import type { Strategy as AnyStrategy } from 'passport';
import type { StateStore } from 'passport-oauth2';

export type StrategyResult = { success: unknown } | { fail: unknown } | { error: unknown };

type Request = Parameters<AnyStrategy['authenticate']>[0];
/** What both strategies have, without the circular `this` of passport's own type. */
interface Strategy {
  authenticate(request: Request): void;
}

type Callback = (error: Error | null, ...rest: unknown[]) => void;

/** A state store that remembers one trip, with its PKCE verifier. */
export function singleTrip(): StateStore {
  let kept = '';
  const store = {
    // passport-oauth2 chooses how to call these by the number of their parameters.
    store(_req: unknown, verifier: string, _state: unknown, _meta: unknown, done: Callback) {
      kept = verifier;
      done(null, 'the-state');
    },
    verify(_req: unknown, state: string, _meta: unknown, done: Callback) {
      done(null, state === 'the-state' && kept);
    },
  };
  // The published types lack the form with five parameters.
  return store as unknown as StateStore;
}

/** Takes a strategy through a whole trip: away, to where the provider sends it, and back. */
export async function runStrategy(strategy: Strategy): Promise<StrategyResult> {
  const away = await authenticate(strategy, {});
  if (typeof away !== 'string') return away;
  const answer = await fetch(away, { redirect: 'manual' });
  const { searchParams } = new URL(answer.headers.get('location') ?? '');
  const back = await authenticate(strategy, Object.fromEntries(searchParams));
  return typeof back === 'string' ? { error: `sent away again: ${back}` } : back;
}

/** Does what passport does for each request; a text is where the strategy redirects. */
function authenticate(
  strategy: Strategy,
  query: Record<string, string>,
): Promise<StrategyResult | string> {
  return new Promise((resolve) => {
    const running = Object.assign(Object.create(strategy) as Strategy, {
      redirect: resolve,
      success: (user: unknown) => resolve({ success: user }),
      fail: (challenge: unknown) => resolve({ fail: challenge }),
      error: (error: unknown) => resolve({ error }),
    });
    running.authenticate({ query } as Request);
  });
}
