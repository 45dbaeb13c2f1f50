import { purgeOf } from '../database/purge.ts';
import { statement } from '../database/statement.ts';

/** How many months counts are kept: a year, and a month to compare it with the year before. */
export const tallyMonths = 13;

/** In the order of the key, so that two processes that write at once wait for each other and never in a circle. */
export const add = statement(
  'tallies.add',
  `insert into civic.tally as kept (kind, hour, subject, outcome, count, last_at)
   select kind, to_timestamp(hour * 3600), subject, outcome, count, to_timestamp(last_at / 1000.0)
   from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
     as fresh (kind, hour, subject, outcome, count, last_at)
   order by kind, hour, subject, outcome
   on conflict (kind, hour, subject, outcome) do update
     set count = kept.count + excluded.count, last_at = greatest(kept.last_at, excluded.last_at)`,
);

export const byHour = statement(
  'tallies.by-hour',
  `select hour, subject, outcome, count::float8 as count, last_at as "lastAt" from civic.tally
   where kind = $1 and hour >= $2 and hour < $3 order by hour, subject, outcome`,
);

export const byDay = statement(
  'tallies.by-day',
  `select to_char(hour at time zone $4, 'YYYY-MM-DD') as day, subject, outcome,
          sum(count)::float8 as count, max(last_at) as "lastAt"
   from civic.tally where kind = $1 and hour >= $2 and hour < $3
   group by 1, 2, 3 order by 1, 2, 3`,
);

export const purge = purgeOf('tallies.purge', {
  table: 'tally',
  isOver: `old.hour <= civic.now() - make_interval(months => ${tallyMonths})`,
  atMost: 5000,
});
