import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Links } from '../links/links.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import { RecordAccess } from './record-access.ts';

/** Repeating an order changes nothing and says so. */
export type OrderOutcome = 'done' | 'nothing-to-do' | 'no-such-record';

/** A whole user ID, which staff see one link at a time. `not-open`: more of a record sees only who has it open. */
export type Unmasking =
  { kind: 'unmasked'; provider: string; userId: string } | { kind: 'not-open' | 'no-such-link' };

/** What staff do to a record besides looking: each of it the resident reads. */
@Injectable()
export class RecordOrders {
  constructor(
    private readonly access: RecordAccess,
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** Shows the whole user ID of one link of a record that is open. */
  async unmask(staff: StaffMember, residentId: string, linkId: string): Promise<Unmasking> {
    permit(staff, 'record.unmask');
    if (!(await this.access.isOpen(staff, residentId))) return { kind: 'not-open' };
    return this.database.transaction<Unmasking>(async (sql) => {
      const links = await this.links.ofResident(residentId, sql);
      const link = links.find(({ id }) => id === linkId);
      if (!link) return { kind: 'no-such-link' };
      const { provider, subject } = link;
      const seen = { residentId, linkId, provider } as const;
      await this.ledger.record(sql, { type: 'record.unmasked', ...byStaff(staff), ...seen });
      return { kind: 'unmasked', provider, userId: subject };
    });
  }

  /** Lets everything that the resident granted rest, until `release`. Nothing is deleted. */
  hold(staff: StaffMember, residentId: string, reason: ReasonCode): Promise<OrderOutcome> {
    permit(staff, 'record.pause');
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return 'no-such-record';
      const rule = { rule: 'hold', id: residentId } as const;
      if (!(await this.revocations.pause(sql, rule))) return 'nothing-to-do';
      await this.ledger.record(sql, { type: 'record.held', ...byStaff(staff), residentId, reason });
      return 'done';
    });
  }

  /** Lets it work again. */
  release(staff: StaffMember, residentId: string): Promise<OrderOutcome> {
    permit(staff, 'record.pause');
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return 'no-such-record';
      const rule = { rule: 'hold', id: residentId } as const;
      if (!(await this.revocations.resume(sql, rule))) return 'nothing-to-do';
      await this.ledger.record(sql, { type: 'record.released', ...byStaff(staff), residentId });
      return 'done';
    });
  }

  /** Whether what the resident granted rests because staff said so. */
  isHeld(residentId: string): Promise<boolean> {
    return this.revocations.isPaused({ rule: 'hold', id: residentId });
  }
}
