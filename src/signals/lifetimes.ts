import { days, hours, minutes } from '../kernel/duration.ts';

/** How long a signal is known to have come, and how old one may be: what is sent again later than this says nothing. */
export const heardSeconds = days(30);

/** How long what came too fast waits for an operator, before it is done as the provider said. */
export const waitingSeconds = days(7);

/** And how much longer when it cannot be opened, so that an operator can give the key of the vault back. */
export const lostSeconds = days(30);

/** In so long no more than so many links go because a provider says so. */
export const ceilingSeconds = minutes(1);

/** How long a provider is told that a resident left it, again and again until it answers. */
export const farewellSeconds = hours(24);
