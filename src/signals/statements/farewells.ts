import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { farewellSeconds } from '../lifetimes.ts';

export const insert = statement(
  'farewells.insert',
  'insert into civic.farewell (id, provider, sealed_subject) values ($1, $2, $3)',
);

/**
 * Takes some that are due, each for one process: whoever dies over one leaves it for the next time. The wait doubles from
 * a minute to an hour.
 */
export const claim = statement(
  'farewells.claim',
  `update civic.farewell
   set tries = tries + 1,
       next_at = civic.now() + least(interval '1 minute' * power(2, tries), interval '1 hour')
   where id in (select id from civic.farewell
                where next_at <= civic.now()
                  and made_at > civic.now() - make_interval(secs => ${farewellSeconds})
                order by next_at limit $1 for update skip locked)
   returning id, provider, sealed_subject`,
);

export const remove = statement('farewells.remove', 'delete from civic.farewell where id = $1');

export const purge = purgeOf('farewells.purge', {
  table: 'farewell',
  isOver: `made_at <= civic.now() - make_interval(secs => ${farewellSeconds})`,
  atMost: 5000,
});
