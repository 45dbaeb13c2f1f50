import { hours, minutes } from '../kernel/duration.ts';

/** A member of staff is signed out after so long without a request, and after so long in any case. */
export const idleSeconds = minutes(15);
export const absoluteSeconds = hours(12);

/** The limits as statements about sessions take them. */
export const sessionLimits = [idleSeconds, absoluteSeconds] as const;

/** How long a proof with a passkey counts for what is dangerous. */
export const freshSeconds = minutes(5);

/** How long a link to enrol works, and how long a browser has to answer a challenge. */
export const invitationSeconds = minutes(15);
export const challengeSeconds = minutes(5);
