import type { FastifyRequest } from 'fastify';
import type { Providers } from '../providers/providers.ts';
import type { ConsumedFlow } from './flow.ts';
import { namePath } from './name-path.ts';
import { withRequest } from './pages/provider-facts.ts';
import type { WentWrong } from './pages/setback-words.ts';
import { provePath } from './proofs.ts';

/** How a trip can end without a link, as the address of its page says it. */
export const endings = [
  'cancelled',
  'provider-unavailable',
  'provider-error',
  'already-linked',
  'conflict',
  'switched-off',
  'blocked',
  'suspended',
  'mismatch',
] as const;
export type Ending = (typeof endings)[number];

/** How a trip of somebody signed in can fail where another try begins on the page that it left from. */
export const setbacks = [
  'cancelled',
  'provider-unavailable',
  'provider-error',
  'other-account',
  'not-fresh',
  'switched-off',
] as const;
export type Setback = (typeof setbacks)[number];

/** What a page of a trip must know of it. */
type Trip = Pick<ConsumedFlow, 'purpose' | 'provider' | 'requestId'>;

/** The page that tells how a trip ended. Nothing in its address is secret or personal. */
export function endingPath(ending: Ending, provider: string, requestId: string | null): string {
  const query = new URLSearchParams({ provider, ...(requestId !== null && { r: requestId }) });
  return `/link/ended/${ending}?${query.toString()}`;
}

/** The page for somebody whose account staff keep away. The id names the block and nobody. */
export function blockedPath(block: string, provider: string, requestId: string | null): string {
  return `${endingPath('blocked', provider, requestId)}&block=${block}`;
}

/** Where a trip goes on that the provider did not finish, whatever it was for. */
export function failedPath(
  trip: Trip,
  ending: Exclude<Setback, 'other-account' | 'not-fresh'>,
): string {
  const { kind } = trip.purpose;
  if (kind === 'sign-in' || kind === 'link') {
    return endingPath(ending, trip.provider, trip.requestId);
  }
  return setbackPath(trip, ending);
}

/** Back to the page on which a proof or the choice about a name began, with what went wrong. */
export function setbackPath({ purpose, provider, requestId }: Trip, setback: Setback): string {
  const query = new URLSearchParams({ ended: setback, provider }).toString();
  switch (purpose.kind) {
    case 'sign-in':
    case 'link':
      return endingPath('mismatch', provider, requestId);
    case 'prove': {
      const path = provePath(purpose.action, purpose.object ?? undefined);
      return withRequest(withQuery(path, query), requestId ?? undefined);
    }
    case 'name':
      return withQuery(namePath(purpose.linkId), query);
    default:
      return purpose satisfies never;
  }
}

function withQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** What an address that a trip led back to says went wrong; undefined where it says nothing we know. */
export function readSetback(request: FastifyRequest, providers: Providers): WentWrong | undefined {
  const { ended, provider: id } = request.query as { ended?: unknown; provider?: unknown };
  const setback = setbacks.find((one) => one === ended);
  const provider = providers.find(String(id));
  return setback && provider ? { setback, provider } : undefined;
}
