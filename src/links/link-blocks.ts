import { Injectable } from '@nestjs/common';
import { days } from '../kernel/duration.ts';
import { newId } from '../kernel/ids.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { BlockPeriod, ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Providers } from '../providers/providers.ts';
import { Vault } from '../vault/vault.ts';
import type { Account } from './link.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import type { RemovedLink } from './removal.ts';
import * as statements from './statements/link-blocks.ts';

/** How long staff may keep an account away. `lifted`: until one of them lifts it. */
export const blockPeriods = ['day', 'month', 'lifted'] as const satisfies readonly BlockPeriod[];

const seconds = {
  day: days(1),
  month: days(30),
  lifted: null,
} as const satisfies Record<BlockPeriod, number | null>;

/** An account that may not be linked, by nobody; whose it was is not known. */
export interface LinkBlock {
  id: string;
  provider: string;
  reason: ReasonCode;
  madeAt: Date;
  /** Null when it holds until staff lift it. */
  endsAt: Date | null;
}

/** What staff know of an account: its provider, and its user ID there. */
export interface KnownAccount {
  provider: string;
  subject: string;
}

export interface NewBlock extends StaffMember {
  /** The row that was the link. */
  row: LinkRow;
  removed: RemovedLink;
  reason: ReasonCode;
  period: BlockPeriod;
}

/**
 * Keeps social accounts away without keeping them: a keyed hash of namespace and user ID, with the day it ends. It is
 * an index of its own, so that it cannot be laid beside that of links, and nothing else of the account stays.
 */
@Injectable()
export class LinkBlocks {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly providers: Providers,
    private readonly seal: LinkSeal,
    private readonly vault: Vault,
  ) {}

  /** Blocks an account in the transaction that removes its link: afterwards nobody knows it. Returns the block's id. */
  async make(sql: Sql, block: NewBlock): Promise<string> {
    const { row, removed, reason, period } = block;
    const values = [
      newId(),
      this.indexOf(this.seal.open(row)),
      removed.provider,
      reason,
      seconds[period],
    ];
    const made = await firstRow<{ id: string }>(sql, statements.make, values);
    if (made === null) throw new Error('A block returned no row.');
    const event = { ...byStaff(block), ...removed, block: made.id, until: period };
    await this.ledger.record(sql, { type: 'link.blocked', ...event });
    return made.id;
  }

  /** The block on an account, read in the caller's transaction when there is one; null when it may be linked. */
  async of(
    account: Pick<Account, 'namespace' | 'subject'>,
    sql: Sql = this.database,
  ): Promise<LinkBlock | null> {
    return firstRow<LinkBlock>(sql, statements.ofAccount, [this.indexOf(account)]);
  }

  /**
   * The block on an account that staff were told of, or null when it may be linked. That somebody looked is in the ledger,
   * and what for is not.
   */
  async look(staff: StaffMember, { provider, subject }: KnownAccount): Promise<LinkBlock | null> {
    permit(staff, 'link.block');
    if (this.providers.find(provider) === null) return null;
    const namespace = this.providers.namespaceOf(provider);
    return this.database.transaction(async (sql) => {
      const block = await this.of({ namespace, subject }, sql);
      const hits = block === null ? 0 : 1;
      await this.ledger.record(sql, { type: 'block.sought', ...byStaff(staff), provider, hits });
      return block;
    });
  }

  /** A block that holds now, by its id. */
  async find(id: string): Promise<LinkBlock | null> {
    return firstRow<LinkBlock>(this.database, statements.find, [id]);
  }

  /** Lets the account be linked again. False when there is no such block any more. */
  async lift(staff: StaffMember, id: string): Promise<boolean> {
    permit(staff, 'link.block');
    return this.database.transaction(async (sql) => {
      if ((await firstRow(sql, statements.lift, [id])) === null) return false;
      await this.ledger.record(sql, { type: 'block.lifted', ...byStaff(staff), block: id });
      return true;
    });
  }

  private indexOf({ namespace, subject }: Pick<Account, 'namespace' | 'subject'>): Buffer {
    return this.vault.blindIndex('link.block', namespace, subject);
  }
}
