/**
 * Of two requests at once, at two processes, that use the same code, the same refresh token or the same assertion,
 * exactly one gets something new; about 3 minutes.
 */
import { proveRaces } from '../support/races/races.ts';

proveRaces({
  pairs: {
    'the code of a confidential app': 1650,
    'the code of a public app': 1650,
    'a refresh token of a confidential app': 1650,
    'a refresh token of a public app': 1650,
    'an assertion of an app with a key': 3400,
  },
  patience: 600_000,
});
