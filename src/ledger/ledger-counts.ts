import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Statement } from '../platform/database/statement.ts';

/** How many: of links, of residents, by a word such as the provider. */
export interface Tallied {
  label: string;
  count: number;
}

/** Links that came and went on one day, as the city's clocks have it. */
export interface LinkDay {
  day: string;
  provider: string;
  added: number;
  removed: number;
}

/** From a moment on, and up to another that is left out. */
export interface Span {
  from: Date;
  to: Date;
}

/** Where residents of several providers are counted, so that each resident is counted once. */
export const several = 'several';

/** Events that say which provider they are about. */
export type CountedType = 'link.created' | 'link.removed' | 'resident.signed-in';

/** The types stand in the texts, since the index holds these alone and a parameter could be any. */
const linksByDay = statement(
  'ledger.links-by-day',
  `select to_char(at at time zone $3, 'YYYY-MM-DD') as day, detail ->> 'provider' as provider,
          (count(*) filter (where type = 'link.created'))::int as added,
          (count(*) filter (where type = 'link.removed'))::int as removed
   from civic.ledger_entry
   where type in ('link.created', 'link.removed') and at >= $1 and at < $2
   group by 1, 2 order by 1, 2`,
);

const residents: Readonly<Record<CountedType, Statement>> = {
  'link.created': residentsWith('link.created'),
  'link.removed': residentsWith('link.removed'),
  'resident.signed-in': residentsWith('resident.signed-in'),
};

const consents = statement(
  'ledger.residents-by-app',
  `select app_id as label, count(distinct resident_id)::int as count from civic.ledger_entry
   where type = 'consent.given' and at >= $1 and at < $2 group by 1`,
);

/** The type stands in the text, since there is an index of this one alone. */
const disavowals = statement(
  'ledger.disavowals',
  `select count(*)::int as count from civic.ledger_entry
   where type = 'activity.disavowed' and at >= $1`,
);

/** How much of what happened. Counts say nothing of whom; who publishes one must still see to it that it is not small. */
@Injectable()
export class LedgerCounts {
  constructor(private readonly database: Database) {}

  /** Links that came and went, day by day and provider by provider; days without any are left out. */
  linksByDay({ from, to }: Span, timeZone: string): Promise<LinkDay[]> {
    return this.database.run<LinkDay>(linksByDay, [from, to, timeZone]);
  }

  /** Residents to whom something happened, by the provider it was with, or `several`. Each is counted once. */
  residentsByProvider(type: CountedType, { from, to }: Span): Promise<Tallied[]> {
    return this.database.run<Tallied>(residents[type], [from, to]);
  }

  /** Residents who said yes to a city app. One who said yes to two apps is counted for both. */
  residentsByApp({ from, to }: Span): Promise<Tallied[]> {
    return this.database.run<Tallied>(consents, [from, to]);
  }

  /** How often residents said since a moment that something was not them. */
  async disavowals(from: Date): Promise<number> {
    return (await firstRow<{ count: number }>(this.database, disavowals, [from]))?.count ?? 0;
  }
}

function residentsWith(type: CountedType): Statement {
  return statement(
    `ledger.residents-by-provider-${type}`,
    byProviderSql(`select resident_id, detail ->> 'provider' as provider from civic.ledger_entry
     where type = '${type}' and at >= $1 and at < $2`),
  );
}

/** Counts residents by provider, given a piece that selects `resident_id` and `provider`, with repetitions. */
export function byProviderSql(source: string): string {
  return `select case when first = last then first else '${several}' end as label, count(*)::int as count
   from (select min(provider) as first, max(provider) as last from (${source}) as seen
         group by resident_id) as resident
   group by 1`;
}

/** Selects `resident_id` and `provider` of links that were there at a moment and were removed since. */
export function removedSinceSql(moment: string): string {
  return `select removed.resident_id, removed.detail ->> 'provider' as provider
   from civic.ledger_entry as removed
   where removed.type = 'link.removed' and removed.at >= ${moment}
     and not exists (select from civic.ledger_entry as made
                     where made.link_id = removed.link_id and made.type = 'link.created'
                       and made.at >= ${moment})`;
}
