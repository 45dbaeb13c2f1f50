/**
 * A plan to revoke 5,000 links that is killed with -9 at 20 random moments and resumed removes exactly its links, each
 * with one entry in the ledger; about 5 minutes.
 */
import { proveBulk } from '../support/bulk/prove-bulk.ts';

proveBulk({ links: 5000, kills: 20, patience: 1_200_000 });
