/**
 * What is revoked is refused by 50 city apps in processes of their own within a second (p99) and never later than five,
 * twenty revocations of every kind a second; with waiting cut off within 15 seconds; with everything cut off nothing is
 * accepted after 60; about 8 minutes.
 */
import { proveReach } from '../support/reach/reach.ts';

proveReach({ processes: 50, perSecond: 20, seconds: 300, isMeasured: true, askers: 4 });
