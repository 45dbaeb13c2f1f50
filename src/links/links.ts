import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Policies } from '../policy/policies.ts';
import type { Account, Link, LinkOutcome, LinkUse, NewLink } from './link.ts';
import { LinkBlocks } from './link-blocks.ts';
import type { LinkBlock } from './link-blocks.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import * as statements from './statements/links.ts';

/**
 * Links: which social account belongs to which resident.
 *
 * Owns: making, finding and removing links, and their sealed identifiers.
 * Does not: talk HTTP, or link anything but what a completed trip to the provider proved.
 * Hands off to: residents (whose), policy (agreed to which), ledger (what happened), revocations (what a removal kills).
 */
@Injectable()
export class Links {
  constructor(
    private readonly blocks: LinkBlocks,
    private readonly config: Config,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly policies: Policies,
    private readonly seal: LinkSeal,
  ) {}

  /** So many months after a resident last used one of them, all are removed. */
  get unusedMonths(): number {
    return this.config.retention.unusedMonths;
  }

  /** A resident's links, oldest first; read in the caller's transaction when there is one. */
  async ofResident(residentId: string, sql: Sql = this.database): Promise<Link[]> {
    const rows = await sql.run<LinkRow>(statements.ofResident, [residentId]);
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

  /** Whether anybody has linked a social account. Nothing of the link is opened. */
  async isLinked({ namespace, subject }: Pick<Account, 'namespace' | 'subject'>): Promise<boolean> {
    const index = this.seal.subjectIndex(namespace, subject);
    return (await firstRow(this.database, statements.holder, [namespace, index])) !== null;
  }

  /**
   * Makes a link with its ledger entry, and notes the agreement to the policy it was made under. The caller has locked
   * the resident in this transaction.
   */
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
    // Looked at once the row is there: it waited for the removal that may have made the block.
    const block = await this.blocks.of(account, sql);
    if (block !== null) {
      await sql.run(statements.takeBack, [id]);
      return { kind: 'blocked', block: block.id };
    }
    await this.policies.accept(sql, residentId, Number(policyVersion));
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

  /** The block that keeps an account from being linked, or null. */
  blockOn(account: Account): Promise<LinkBlock | null> {
    return this.blocks.of(account);
  }

  /** Notes that the link was used to sign in, which a suspended one cannot be. */
  async use(sql: Sql, linkId: string, residentId: string): Promise<LinkUse> {
    const values = [linkId, residentId];
    const row = await firstRow<{ isSuspended: boolean }>(sql, statements.touch, values);
    if (row === null) return 'gone';
    return row.isSuspended ? 'suspended' : 'used';
  }

  /**
   * Replaces the saved name of a link, or with null deletes it, with its ledger entry. The caller has locked the
   * resident in this transaction. False when nothing has changed: the link is gone, or has no name to delete.
   */
  async rename(
    sql: Sql,
    { id, residentId }: Pick<Link, 'id' | 'residentId'>,
    name: string | null,
  ): Promise<boolean> {
    const values = [id, residentId, ...this.seal.nameColumns(id, name)];
    const renamed = await firstRow<{ provider: string }>(sql, statements.rename, values);
    if (renamed === null) return false;
    await this.ledger.record(sql, {
      type: 'link.renamed',
      actor: { kind: 'resident', id: residentId },
      residentId,
      linkId: id,
      provider: renamed.provider,
      nameKept: name !== null,
    });
    return true;
  }

  /** Tells the holder's ledger that somebody else tried to link the account; names nobody. */
  async noteConflict(
    holder: { residentId: string; provider: string },
    sql: Sql = this.database,
  ): Promise<void> {
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
    if (held) await this.noteConflict({ residentId: held.resident_id, provider }, sql);
    return { kind: 'held-by-another' };
  }
}
