import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { Actor, ErasedFor, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { Links } from '../links/links.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Remains } from './remains.ts';

/**
 * How an erasure ended. The code stands for the deletion and for nobody; there is none for a resident who was told one
 * when they began to wait, or who is not there to be told. `not-now` when what it was for is not so any more.
 */
export type ErasureOutcome =
  { kind: 'erased'; code: string | null } | { kind: 'gone' } | { kind: 'not-now' };

/** Asked in the transaction of the erasure, with the resident locked. */
type StillDue = (sql: Sql) => Promise<boolean>;

interface ErasureOrder {
  cause: ErasedFor;
  by: StaffMember;
  isDue?: StillDue;
}

/**
 * Erasure: everything about one resident gone.
 *
 * Owns: the one transaction that erases a resident, the wishes that wait for theirs, and the codes of both.
 * Does not: keep anything but the ledger's pseudonymous note that it happened, and the hash of a code.
 * Hands off to: links, residents, sign-in and revocations, each of which erases its own.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly removal: LinkRemoval,
    private readonly remains: Remains,
    private readonly residents: Residents,
  ) {}

  /**
   * Erases a resident: links, subjects, sessions, consents, grants and what is in flight, all or nothing. With `isDue`
   * only if that still holds once the resident is locked, so that whoever came back in the meantime stays.
   */
  eraseResident(
    residentId: string,
    cause: ErasedFor,
    isDue: StillDue = always,
  ): Promise<ErasureOutcome> {
    return this.erase(residentId, { cause, by: { actor: actorOf(residentId, cause) }, isDue });
  }

  /** Staff erase somebody who asked them to. */
  eraseByStaff(staff: StaffMember, residentId: string): Promise<ErasureOutcome> {
    permit(staff, 'record.erase');
    return this.erase(residentId, { cause: 'staff', by: byStaff(staff) });
  }

  private erase(
    residentId: string,
    { cause, by, isDue = always }: ErasureOrder,
  ): Promise<ErasureOutcome> {
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return { kind: 'gone' };
      if (!(await isDue(sql))) return { kind: 'not-now' };
      const recipients = await this.removal.recipientsOf(sql, residentId);
      const links = await this.removeLinks(sql, residentId, { by, cause });
      const code = await this.remains.clear(sql, residentId, cause);
      const event = { type: 'resident.erased', ...by, residentId, links, cause } as const;
      await this.ledger.record(sql, event, recipients);
      return { kind: 'erased', code };
    });
  }

  /** Returns how many there were. */
  private async removeLinks(
    sql: Sql,
    residentId: string,
    { by, cause }: ErasureOrder,
  ): Promise<number> {
    const reason = cause === 'unused' ? 'unused' : 'erasure';
    const linkIds = await this.links.idsOf(sql, residentId);
    for (const linkId of linkIds) {
      await this.removal.remove(sql, residentId, { linkId, ...by, reason });
    }
    return linkIds.length;
  }
}

async function always(): Promise<boolean> {
  return true;
}

/** Residents erase themselves, at once or after a wait; the rest is the schedule's doing. */
function actorOf(residentId: string, cause: ErasedFor): Actor {
  const isOwnWish = cause === 'resident' || cause === 'held';
  return isOwnWish ? { kind: 'resident', id: residentId } : { kind: 'system', id: 'retention' };
}
