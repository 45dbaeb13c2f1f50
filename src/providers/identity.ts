import { visibleLine } from '../kernel/visible-line.ts';

/** A person as a strategy's `validate` hands it on: everything else of the profile is dropped there. */
export interface Person {
  readonly subject: string;
  readonly displayName: string | null;
}

/** At most 255 ASCII characters (OIDC Core §2), visible ones only and none that would make a path. */
const subjectShape = /^[\x21-\x2e\x30-\x5b\x5d-\x7e]{1,255}$/;
const longestName = 100;

/**
 * Reduces a provider's profile to what the service may know.
 * @returns null when there is no believable user ID; a number is never believed, since it may have lost digits.
 */
export function personFrom(profile: { id?: unknown; displayName?: unknown }): Person | null {
  const { id, displayName } = profile;
  if (typeof id !== 'string' || !subjectShape.test(id)) return null;
  return { subject: id, displayName: cleanName(displayName) };
}

/** A name as one line of visible text of at most 100 code points; null when nothing of it is left. */
export function cleanName(name: unknown): string | null {
  return visibleLine(name, longestName);
}
