import { proveBulk } from '../support/bulk/prove-bulk.ts';

/* A sample of `npm run proof bulk`. */
proveBulk({ links: 100, kills: 2, patience: 60_000 });
