import type { PolicyVersion } from '../policy/policy-version.ts';

/** Whether a version holds now, will, or did, and until when. */
export type Standing = { kind: 'current' } | { kind: 'coming' } | { kind: 'old'; until: Date };

/** A version of the policy as the privacy page shows it, among the others. */
export interface ShownPolicy {
  version: PolicyVersion;
  standing: Standing;
  /** The next version, if one is announced. */
  coming: PolicyVersion | null;
  /** All there are, newest first. */
  versions: readonly PolicyVersion[];
}

/** @param versions oldest first */
export function shownPolicy(
  version: PolicyVersion,
  versions: readonly PolicyVersion[],
): ShownPolicy {
  return {
    version,
    standing: standingOf(version, versions),
    coming: versions.find((one) => !one.hasStarted) ?? null,
    versions: versions.toReversed(),
  };
}

function standingOf(
  { version, hasStarted }: PolicyVersion,
  all: readonly PolicyVersion[],
): Standing {
  if (!hasStarted) return { kind: 'coming' };
  const next = all.find((one) => one.version > version && one.hasStarted);
  return next ? { kind: 'old', until: next.since } : { kind: 'current' };
}
