/** A social account attached to a resident, with its identifiers open. It never leaves the process as a whole. */
export interface Link {
  id: string;
  residentId: string;
  provider: string;
  /** Where the user ID is unique. */
  namespace: string;
  /** The provider's user ID. */
  subject: string;
  displayName: string | null;
  /** The version of the privacy policy that the resident agreed to. */
  policyVersion: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** The provider said that the account does not work: nobody signs in with it until the provider takes that back. */
  isSuspended: boolean;
}

/** How signing in with a link went. */
export type LinkUse = 'used' | 'suspended' | 'gone';

/** A social account as a provider named it: what a link is made of. */
export interface Account {
  namespace: string;
  subject: string;
  displayName: string | null;
}

/** What a link is made from: an account the resident proved and confirmed, and the trip that proved it. */
export interface NewLink {
  residentId: string;
  provider: string;
  account: Account;
  /** Ledger id of the one consumed flow (invariant I2). */
  flowEntry: string;
  policyVersion: string;
}

/** How making a link ended. An account held by somebody else is never moved. */
export type LinkOutcome =
  | { kind: 'linked'; linkId: string }
  | { kind: 'already-linked'; linkId: string }
  | { kind: 'held-by-another' }
  /** Staff keep the account away; `block` names the block. */
  | { kind: 'blocked'; block: string };
