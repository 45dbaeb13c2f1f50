import { days, minutes } from '../kernel/duration.ts';

/** How long a plan can be confirmed: what was seen must still be true. */
export const confirmSeconds = minutes(15);

/** How long a confirmed plan waits for a second person. */
export const approveSeconds = days(1);

/** How many months plans are known, and for how long which links were in them. */
export const planMonths = 13;
export const itemSeconds = days(90);

/** How long a single revocation waits for a second person, and how long that it did is known. */
export const waitSeconds = days(7);
export const requestKeptSeconds = days(30);
