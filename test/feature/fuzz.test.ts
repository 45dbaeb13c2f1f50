import { proveFuzz } from '../support/fuzz/fuzz.ts';

/* A sample of `npm run proof fuzz`. */
proveFuzz({ tokens: 600, requests: 400, patience: 120_000 });
