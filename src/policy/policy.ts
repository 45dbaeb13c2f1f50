import { dayAt } from '../kernel/calendar.ts';

/** A published version of the privacy policy. */
export interface PolicyVersion {
  version: number;
  since: Date;
}

/**
 * Policy: which privacy policy holds.
 *
 * Owns: the published versions of the policy.
 * Does not: decide what happens to those who have not agreed, or print the page.
 * Hands off to: links and grants, which record the version a resident agreed to.
 */
export const currentPolicy: PolicyVersion = { version: 1, since: dayAt('2026-11-23') };

/** The version as links and consents record it. */
export const currentPolicyVersion = String(currentPolicy.version);
