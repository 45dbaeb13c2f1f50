import { proveRaces } from '../support/races/races.ts';

/* A sample of `npm run proof races`. */
proveRaces({
  pairs: {
    'the code of a confidential app': 50,
    'the code of a public app': 50,
    'a refresh token of a confidential app': 50,
    'a refresh token of a public app': 50,
    'an assertion of an app with a key': 50,
  },
  patience: 60_000,
});
