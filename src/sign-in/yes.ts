import type { NewLink } from '../links/link.ts';
import type { OpenedSession } from '../residents/sessions.ts';
import type { Language } from '../words/words.ts';
import type { Claim, Claimant, PendingIdentity } from './pending-identities.ts';

/** The resident's yes. */
export interface Yes {
  pendingId: string;
  claimant: Claimant;
  keepName: boolean;
  language: Language;
}

/** How a yes ended. Everything but `linked` has saved nothing. */
export type Confirmation =
  | { kind: 'linked'; linkId: string; session: OpenedSession }
  | { kind: 'already-linked' | 'held-by-another' | 'switched-off' }
  /** Staff keep the account away. */
  | { kind: 'blocked'; block: string }
  /** The identity still waits: the resident proves who they are and comes back. */
  | { kind: 'needs-proof' }
  | { kind: 'not-waiting' };

/** What a yes says about the link: whether the name is kept in it. */
export function linkFrom(
  { provider, identity, flowEntry, policyVersion }: PendingIdentity,
  { keepName }: Yes,
): Omit<NewLink, 'residentId'> {
  const account = keepName ? identity : { ...identity, displayName: null };
  return { provider, account, flowEntry, policyVersion };
}

/** What a yes is said to. */
export function claimOf({ pendingId: id, claimant }: Yes): Claim {
  return { id, of: 'account', claimant };
}
