import { proveReach } from '../support/reach/reach.ts';

/* A sample of `npm run proof reach`. */
proveReach({ processes: 3, perSecond: 8, seconds: 5, isMeasured: false, askers: 1 });
