import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type {
  Actor,
  ProviderAlarm,
  StaffMember,
  SuspensionCause,
} from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { Account } from './link.ts';
import { LinkEndings } from './link-endings.ts';
import { LinkRemoval } from './link-removal.ts';
import { LinkSeal } from './link-seal.ts';
import type { RemovedLink } from './removal.ts';
import { residentOf } from './statements/links.ts';
import * as statements from './statements/told-links.ts';

/** What a provider says of an account at a moment of its own, to the second. */
export interface Told {
  account: Pick<Account, 'namespace' | 'subject'>;
  at: Date;
}

/** What came of staff's wish that a link may be used again. */
export type StaffResumeOutcome = 'resumed' | 'not-suspended' | 'no-such-link';

/** What came of it; `older` when the provider has said something newer since. */
export type ToldOutcome = 'done' | 'no-change' | 'older';

/**
 * What providers say of linked accounts, short of removing the link. What they said before the link was made is not
 * about it. Each effect is in one transaction with its entry, behind the lock of the resident.
 */
@Injectable()
export class ToldLinks {
  constructor(
    private readonly database: Database,
    private readonly endings: LinkEndings,
    private readonly ledger: Ledger,
    private readonly removal: LinkRemoval,
    private readonly residents: Residents,
    private readonly seal: LinkSeal,
  ) {}

  /** The link that a provider speaks of, or null when there is none, or none that was there then. */
  find(sql: Sql, { account, at }: Told): Promise<RemovedLink | null> {
    const { namespace, subject } = account;
    const index = this.seal.subjectIndex(namespace, subject);
    return firstRow<RemovedLink>(sql, statements.find, [namespace, index, at]);
  }

  /** The same with its resident locked, so that nothing changes of the link until the transaction ends. */
  async hold(sql: Sql, told: Told): Promise<RemovedLink | null> {
    const found = await this.find(sql, told);
    if (found === null || !(await this.residents.lock(sql, found.residentId))) return null;
    const still = await this.find(sql, told);
    return still?.linkId === found.linkId ? still : null;
  }

  /** Ends whatever was signed in with a link that is held. The link stays. */
  async signOut(sql: Sql, link: RemovedLink, alarm: ProviderAlarm): Promise<ToldOutcome> {
    const recipients = await this.removal.recipientsOf(sql, link.residentId, link.linkId);
    await this.endings.endWhatIsOpen(sql, link);
    const event = { type: 'link.signed-out', actor: actorOf(link), ...link, alarm } as const;
    await this.ledger.record(sql, event, recipients);
    return 'done';
  }

  /** The same, and nobody signs in with the link until `resume`. */
  async suspend(
    sql: Sql,
    link: RemovedLink,
    { at, cause }: { at: Date; cause: SuspensionCause },
  ): Promise<ToldOutcome> {
    const changed = await this.change(sql, link, { at, isSuspended: true });
    if (changed !== 'done') return changed;
    const recipients = await this.removal.recipientsOf(sql, link.residentId, link.linkId);
    await this.endings.endWhatIsOpen(sql, link);
    const event = { type: 'link.suspended', actor: actorOf(link), ...link, cause } as const;
    await this.ledger.record(sql, event, recipients);
    return 'done';
  }

  /** Lets residents sign in with a link again. What was ended stays so. */
  async resume(sql: Sql, link: RemovedLink, at: Date): Promise<ToldOutcome> {
    const changed = await this.change(sql, link, { at, isSuspended: false });
    if (changed !== 'done') return changed;
    await this.ledger.record(sql, { type: 'link.resumed', actor: actorOf(link), ...link });
    return 'done';
  }

  /**
   * Staff let residents sign in with a link again, since a provider does not always say that an account works. Should it
   * say once more that it does not, that counts.
   */
  async resumeByStaff(staff: StaffMember, linkId: string): Promise<StaffResumeOutcome> {
    permit(staff, 'provider.change');
    return this.database.transaction(async (sql) => {
      const row = await firstRow<{ resident_id: string }>(sql, residentOf, [linkId]);
      if (row === null || !(await this.residents.lock(sql, row.resident_id))) return 'no-such-link';
      const link = await firstRow<RemovedLink>(sql, statements.letGoOn, [linkId]);
      if (link === null) return 'not-suspended';
      await this.ledger.record(sql, { type: 'link.resumed', ...byStaff(staff), ...link });
      return 'resumed';
    });
  }

  private async change(
    sql: Sql,
    { linkId }: RemovedLink,
    { at, isSuspended }: { at: Date; isSuspended: boolean },
  ): Promise<ToldOutcome> {
    const values = [linkId, isSuspended, at];
    const row = await firstRow<{ isNew: boolean }>(sql, statements.changeState, values);
    if (row === null) return 'older';
    return row.isNew ? 'done' : 'no-change';
  }
}

function actorOf({ provider }: RemovedLink): Actor {
  return { kind: 'provider', id: provider };
}
