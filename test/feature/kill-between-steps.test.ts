import { proveKills } from '../support/crash/kills.ts';

/*
 * A sample of `npm run proof kills`: of every stage some of the requests that may change something and of the calls to a
 * provider, and some of everything else (pages only looked at, round trips to the database).
 */
proveKills({ perStage: 3, others: 8, patience: 300_000 });
