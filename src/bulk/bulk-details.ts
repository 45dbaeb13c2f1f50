import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { may, permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import type { BulkPlan, LinkDates, Trouble } from './plan.ts';
import * as items from './statements/items.ts';

/** So many links of a plan can be looked at before it runs. */
const sampleLinks = 20;

/** What there is to see of a plan besides its numbers. */
@Injectable()
export class BulkDetails {
  constructor(private readonly database: Database) {}

  /** Some links of a plan that are there now, always the same ones. Who sees no record sees none. */
  async sample(staff: StaffMember, plan: Pick<BulkPlan, 'id' | 'links'>): Promise<LinkDates[]> {
    permit(staff, 'bulk.see');
    if (!may(staff, 'record.search')) return [];
    return this.database.run<LinkDates>(items.sample, [plan.id, plan.links, sampleLinks]);
  }

  /** Why links failed, the most frequent reason first. */
  async troubles(staff: StaffMember, planId: string): Promise<Trouble[]> {
    permit(staff, 'bulk.see');
    return this.database.run<Trouble>(items.troubles, [planId]);
  }
}
