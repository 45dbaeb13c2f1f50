import { minutes } from '../kernel/duration.ts';
import { declareCookie } from '../platform/http/cookies.ts';
import { formatSeconds } from '../words/format.ts';
import { say } from '../words/words.ts';

/** How long a session on a shared computer lasts without a request, in any case. */
export const sharedIdleSeconds = minutes(5);

/** Keeps a resident signed in. Its value is a secret of 256 random bits that the database knows only as a hash. */
export const sessionCookie = declareCookie({
  name: '__Host-civic-session',
  why: (language) => say(language, 'cookies.session.why'),
  ends: (language, { sessions }) =>
    say(language, 'cookies.session.ends', {
      idle: formatSeconds(language, sessions.idleSeconds),
      shared: formatSeconds(language, sharedIdleSeconds),
      longest: formatSeconds(language, sessions.absoluteSeconds),
    }),
  bindsForms: true,
});
