import type { BlockPeriod, ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import type { Recipient } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';

/** A link that is being removed, without anything that came from the provider. */
export interface RemovedLink {
  linkId: string;
  residentId: string;
  provider: string;
}

/** Work another module adds to every removal, in the same transaction. */
export type RemovalStep = (sql: Sql, removed: RemovedLink) => Promise<void>;

/**
 * Work for the provider of a link that somebody else than the provider removed, in the same transaction. Called with the
 * user ID, or null when it cannot be read any more.
 */
export type Farewell = (sql: Sql, removed: RemovedLink, subject: string | null) => Promise<void>;

/** Which apps must hear that something of a resident ended; asked in the same transaction, before anything is gone. */
export type RecipientSource = (
  sql: Sql,
  residentId: string,
  /** The link that ends, where only one does. */
  linkId: string | null,
) => Promise<Recipient[]>;

export interface RemovalOrder extends StaffMember {
  linkId: string;
  reason: ReasonCode;
  /** The number of a case elsewhere, if there is one. */
  ticket?: string;
  /** How long the account may not come back; left out where it may at once. */
  blockFor?: BlockPeriod;
}

/** A link was removed now, or was not there any more. */
export type RemovalOutcome =
  | {
      kind: 'removed';
      /** The number of its entry in the ledger. */
      entry: string;
      residentId: string;
      provider: string;
      wasOnlyLink: boolean;
      /** The apps that are told. */
      told: readonly string[];
      /** The id of the block, where one was asked for. */
      block?: string;
    }
  | { kind: 'gone' };

/** What a resident reads of a removal; of one that was made before, as long as the ledger knows. */
export interface RemovalNotice {
  provider: string;
  /** The apps that are told. */
  told: readonly string[];
}

/** `last-link`: a resident is asked first, because nobody can sign in without a link that works. */
export type ResidentRemovalOutcome =
  RemovalOutcome | ({ kind: 'already-removed' } & RemovalNotice) | { kind: 'last-link' };

/** Repeating a revocation changes nothing and says so; a link that never was is something else. */
export type StaffRemovalOutcome =
  | Extract<RemovalOutcome, { kind: 'removed' }>
  | { kind: 'already-removed' }
  | { kind: 'no-such-link' }
  /** Whoever asks has revoked too many within the hour: nothing changed, and a second person decides. */
  | { kind: 'needs-approval' };
