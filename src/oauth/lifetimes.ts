import { days, minutes, seconds } from '../kernel/duration.ts';

/** How long a code may be redeemed. */
export const codeSeconds = seconds(60);

/** How long a code is known at all: as long as anybody could try to use one again with profit. */
export const codeKeptSeconds = days(1);

/** How long an assertion may live by which an app proves who it is. */
export const assertionSeconds = minutes(5);

/** How long one is known to be used: a little more, since our clock judges it and the database's deletes it. */
export const assertionKeptSeconds = assertionSeconds + seconds(60);

/** How long a logout that an app's page posted waits for the browser to come with its cookies. */
export const logoutSeconds = minutes(10);
