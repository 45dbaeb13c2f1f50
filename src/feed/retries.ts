import { randomInt } from 'node:crypto';
import { days, hours, minutes } from '../kernel/duration.ts';

/** How long is tried again what did not arrive. */
export const retriedSeconds = days(1);

/** A place that nobody asked for so long has not failed in between. */
export const forgottenSeconds = hours(2);

/** How long an event is with whoever sends it: longer than sending takes. */
export const leaseSeconds = 30;

/** How long a place rests that does not answer, at the most: so soon after it is back it is noticed. */
const longestRest = 30;

/** How long an event rests that is refused, at the most. */
const longestPause = hours(2);

/** Seconds until a place is asked again: 1, 2, 4... */
export function restAfter(failures: number): number {
  return spread(Math.min(longestRest, 2 ** Math.min(failures, 10)));
}

/** Seconds until an event is offered again that was refused: 1 minute, 2, 4... */
export function pauseAfter(attempts: number): number {
  return spread(Math.min(longestPause, minutes(1) * 2 ** Math.min(attempts - 1, 10)));
}

/** Somewhat more or less, so that what failed together does not come back together. */
function spread(seconds: number): number {
  return seconds * (0.75 + randomInt(0, 501) / 1000);
}
