import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';
import { listChannel } from '../list-channel.ts';

/** One number is given at a time: whoever wants to give one waits here. */
export const lockList = statement(
  'revocation-list.lock',
  'select line, seq from civic.revocation_list for update',
);

/** So many notices go into one batch; what is left goes into the next. */
export const mostNotices = 10_000;

export const takeNotices = statement(
  'revocation-list.take',
  `with taken as (
     delete from civic.revocation_notice
     where id in (select id from civic.revocation_notice order by id limit ${mostNotices})
     returning id, kind, key
   )
   select kind, key from taken order by id`,
);

export const addBatch = statement(
  'revocation-list.add',
  `with numbered as (
     insert into civic.revocation_batch (seq, revoked, paused, resumed, signed)
     values ($1, $2, $3, $4, $5) returning seq
   )
   update civic.revocation_list set seq = numbered.seq from numbered
   returning pg_notify('${listChannel}', '')`,
);

/**
 * Where the list stands, whether anything waits for a number, and the batches after a number that were made within the
 * given seconds: all as of one moment. Without batches it is one row with nulls in their place.
 */
export const readAfter = statement(
  'revocation-list.read-after',
  `select list.line, list.seq, exists (select from civic.revocation_notice) as waits,
     batch.seq as number, batch.made_at as "madeAt", batch.revoked, batch.paused, batch.resumed, batch.signed
   from civic.revocation_list as list
   left join civic.revocation_batch as batch
     on batch.seq > $1 and batch.made_at > civic.now() - make_interval(secs => $2)
   order by batch.seq`,
);

/** How many seconds a batch is kept, given as the parameter: every token that it ends has expired by then. */
export const purgeBatches = purgeOf('revocation-list.purge', {
  table: 'revocation_batch',
  isOver: 'made_at <= civic.now() - make_interval(secs => $1)',
  atMost: 5000,
});
