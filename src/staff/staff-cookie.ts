import { declareCookie } from '../platform/http/cookies.ts';
import { formatSeconds } from '../words/format.ts';
import { say } from '../words/words.ts';
import { absoluteSeconds, idleSeconds } from './staff-limits.ts';

/** Keeps a member of staff signed in. Its value is a secret that the database knows only as a hash. */
export const staffCookie = declareCookie({
  name: '__Host-civic-staff-session',
  why: (language) => say(language, 'cookies.staff.why'),
  ends: (language) =>
    say(language, 'cookies.staff.ends', {
      idle: formatSeconds(language, idleSeconds),
      longest: formatSeconds(language, absoluteSeconds),
    }),
  bindsForms: true,
  isStrict: true,
});
