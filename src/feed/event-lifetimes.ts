import { days } from '../kernel/duration.ts';

/** How long is known what was delivered. */
export const deliveredSeconds = days(7);

/** How long is known what was not. */
export const undeliveredSeconds = days(30);
