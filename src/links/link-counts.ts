import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { ProviderStates } from '../providers/provider-states.ts';

/** Residents with a link of one provider and none of the others. */
const onlyOf = statement(
  'links.only-of',
  `select count(distinct resident_id)::int as count from civic.link as own
   where provider = $1
     and not exists (select from civic.link as other
                     where other.resident_id = own.resident_id and other.provider = any($2::text[]))`,
);

/** Counts whom something would concern, and tells nobody who they are. */
@Injectable()
export class LinkCounts {
  constructor(
    private readonly database: Database,
    private readonly states: ProviderStates,
  ) {}

  /**
   * How many residents can sign in with this provider and nothing else, as the others are switched now. Null when the
   * database cannot say in time: a number that is only good to know must not keep anybody from switching in an emergency.
   */
  async dependents(staff: StaffMember, provider: string): Promise<number | null> {
    permit(staff, 'provider.see');
    const others = (await this.states.list(staff))
      .filter((state) => state.mode === 'on' && state.provider.id !== provider)
      .map((state) => state.provider.id);
    try {
      const found = await firstRow<{ count: number }>(this.database, onlyOf, [provider, others]);
      return found?.count ?? null;
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'unavailable') return null;
      throw error;
    }
  }
}
