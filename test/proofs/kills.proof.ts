/**
 * Killed (SIGKILL) before or after any message to browser, provider or database, no invariant breaks and starting
 * again works; about 20 minutes.
 */
import { proveKills } from '../support/crash/kills.ts';

proveKills({ perStage: Infinity, others: Infinity, patience: 1_800_000 });
