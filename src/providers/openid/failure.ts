import { ResponseBodyError } from 'oauth4webapi';
import { OutgoingFault } from '../../platform/outgoing/bounded-fetch.ts';

/**
 * Sorts what oauth4webapi and our `fetch` throw. Errors carry the whole answer, tokens included, so nothing of them goes
 * further than this one word.
 */
export function failureOf(
  error: unknown,
  isSpent: (error: string) => boolean,
): 'expired-or-used' | 'unavailable' | 'provider-error' {
  if (error instanceof OutgoingFault) {
    return error.kind === 'unavailable' ? 'unavailable' : 'provider-error';
  }
  const isOver = error instanceof ResponseBodyError && isSpent(error.error);
  return isOver ? 'expired-or-used' : 'provider-error';
}
