import type { Session } from '../residents/sessions.ts';
import type { Purpose } from './flow.ts';

/** The columns that hold a purpose. */
export interface PurposeColumns {
  purpose: 'sign-in' | 'link';
  session_id: string | null;
  resident_id: string | null;
}

export function purposeOf(session: Session | null): Purpose {
  if (session === null) return { kind: 'sign-in' };
  return { kind: 'link', sessionId: session.id, residentId: session.residentId };
}

/** Kind, session and resident, in the order of the statements. */
export function purposeValues(
  purpose: Purpose,
): [kind: string, session: string | null, resident: string | null] {
  if (purpose.kind === 'sign-in') return [purpose.kind, null, null];
  return [purpose.kind, purpose.sessionId, purpose.residentId];
}

export function readPurpose({
  session_id: sessionId,
  resident_id: residentId,
}: PurposeColumns): Purpose {
  if (sessionId === null || residentId === null) return { kind: 'sign-in' };
  return { kind: 'link', sessionId, residentId };
}
