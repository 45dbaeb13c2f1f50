import type { ProvedAction } from '../ledger/event-catalogue.ts';
import type { ProviderUse } from '../providers/provider-states.ts';
import { returnPath } from '../residents/sign-in-end.ts';
import type { Session } from '../residents/sessions.ts';
import type { Begun, Purpose } from './flow.ts';

/** The columns that hold a purpose. Only trips have an action and its object. */
export interface PurposeColumns {
  purpose: Purpose['kind'];
  session_id: string | null;
  resident_id: string | null;
  link_id: string | null;
  action?: ProvedAction | null;
  object?: string | null;
  is_shared: boolean;
}

/** The session that a trip of somebody signed in belongs to. */
export function begunIn({ id: sessionId, residentId }: Session): Begun {
  return { sessionId, residentId };
}

/** What a trip asks of its provider: a proof says who somebody is, as a sign-in does. */
export function useOf({ kind }: Purpose): ProviderUse {
  return kind === 'sign-in' || kind === 'prove' ? 'sign-in' : 'link';
}

/** The values of the columns, in the order in which both tables name them first. */
export function purposeValues(purpose: Purpose): (string | boolean | null)[] {
  const { sessionId = null, residentId = null } = purpose.kind === 'sign-in' ? {} : purpose;
  const linkId = purpose.kind === 'name' ? purpose.linkId : null;
  return [purpose.kind, sessionId, residentId, linkId, isShared(purpose)];
}

/** What only a trip has: the action that is to be proved, and what it or the trip leads to. */
export function actionValues(purpose: Purpose): (string | null)[] {
  if (purpose.kind === 'sign-in') return [null, purpose.returnPath];
  return purpose.kind === 'prove' ? [purpose.action, purpose.object] : [null, null];
}

export function readPurpose(row: PurposeColumns): Purpose {
  const { session_id: sessionId, resident_id: residentId, link_id: linkId, action } = row;
  if (sessionId === null || residentId === null) {
    return { kind: 'sign-in', isShared: row.is_shared, returnPath: returnPath(row.object) };
  }
  const begun = { sessionId, residentId };
  if (action) return { kind: 'prove', action, object: row.object ?? null, ...begun };
  return linkId === null ? { kind: 'link', ...begun } : { kind: 'name', linkId, ...begun };
}

function isShared(purpose: Purpose): boolean {
  return purpose.kind === 'sign-in' && purpose.isShared;
}
