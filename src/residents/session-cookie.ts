import { declareCookie } from '../platform/http/cookies.ts';
import { formatAmount } from '../words/format.ts';
import { say } from '../words/words.ts';

/** Keeps a resident signed in. Its value is a secret of 256 random bits that the database knows only as a hash. */
export const sessionCookie = declareCookie({
  name: '__Host-civic-session',
  why: (language) => say(language, 'cookies.session.why'),
  ends: (language, { sessions }) =>
    say(language, 'cookies.session.ends', {
      idle: formatAmount(language, Math.round(sessions.idleSeconds / 60), 'minute'),
      longest: formatAmount(language, Math.round(sessions.absoluteSeconds / 3600), 'hour'),
    }),
  bindsForms: true,
});
