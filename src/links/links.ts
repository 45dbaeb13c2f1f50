import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Account, Link } from './link.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import * as statements from './statements/links.ts';

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
  | { kind: 'held-by-another' };

/**
 * Links: which social account belongs to which resident.
 *
 * Owns: making, finding and removing links, and their sealed identifiers.
 * Does not: talk HTTP, or link anything but what a completed trip to the provider proved.
 * Hands off to: residents (whose), ledger (what happened), revocations (what a removal kills).
 */
@Injectable()
export class Links {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly seal: LinkSeal,
  ) {}

  /** A resident's links, oldest first. */
  async ofResident(residentId: string): Promise<Link[]> {
    const rows = await this.database.run<LinkRow>(statements.ofResident, [residentId]);
    return rows.map((row) => this.seal.open(row));
  }

  /** The ids of a resident's links, read in the caller's transaction. */
  async idsOf(sql: Sql, residentId: string): Promise<string[]> {
    const rows = await sql.run<{ id: string }>(statements.ofResident, [residentId]);
    return rows.map(({ id }) => id);
  }

  /** The link of a social account, or null. */
  async ofAccount(namespace: string, subject: string): Promise<Link | null> {
    const index = this.seal.subjectIndex(namespace, subject);
    const row = await firstRow<LinkRow>(this.database, statements.byAccount, [namespace, index]);
    return row && this.seal.open(row);
  }

  /** Makes a link and its ledger entry. The caller has locked the resident in this transaction. */
  async make(sql: Sql, link: NewLink): Promise<LinkOutcome> {
    const id = newId();
    const { residentId, provider, account, flowEntry, policyVersion } = link;
    const identifiers = this.seal.columns(id, account);
    const row = [
      id,
      residentId,
      provider,
      account.namespace,
      ...identifiers,
      flowEntry,
      policyVersion,
    ];
    const made = await firstRow(sql, statements.insert, row);
    if (made === null) return this.heldBy(sql, link);
    await this.ledger.record(sql, {
      type: 'link.created',
      actor: { kind: 'resident', id: residentId },
      residentId,
      linkId: id,
      provider,
      nameKept: account.displayName !== null,
      policyVersion,
    });
    return { kind: 'linked', linkId: id };
  }

  /** Notes that the link was used to sign in; false when it is gone. */
  async use(sql: Sql, linkId: string, residentId: string): Promise<boolean> {
    return (await firstRow(sql, statements.touch, [linkId, residentId])) !== null;
  }

  /** Tells the holder's ledger that somebody else tried to link the account; names nobody. */
  async noteConflict(sql: Sql, holder: { residentId: string; provider: string }): Promise<void> {
    const { residentId, provider } = holder;
    const actor = { kind: 'system' } as const;
    await this.ledger.record(sql, { type: 'link.conflict', actor, residentId, provider });
  }

  private async heldBy(sql: Sql, { residentId, provider, account }: NewLink): Promise<LinkOutcome> {
    const index = this.seal.subjectIndex(account.namespace, account.subject);
    const values = [account.namespace, index];
    const held = await firstRow<{ id: string; resident_id: string }>(
      sql,
      statements.holder,
      values,
    );
    if (held?.resident_id === residentId) return { kind: 'already-linked', linkId: held.id };
    if (held) await this.noteConflict(sql, { residentId: held.resident_id, provider });
    return { kind: 'held-by-another' };
  }
}
