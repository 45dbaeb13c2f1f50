import { statement } from '../../platform/database/statement.ts';

/** Providers tell time in seconds, and what they say in the second of a link's beginning may be about it. */
export const find = statement(
  'told-links.find',
  `select id as "linkId", resident_id as "residentId", provider from civic.link
   where namespace = $1 and subject_index = $2 and date_trunc('second', created_at) <= $3`,
);

/** What its provider said up to now counts no more; what it says from this second on does. */
export const letGoOn = statement(
  'told-links.let-go-on',
  `update civic.link
   set is_suspended = false,
       state_told_at = greatest(state_told_at, date_trunc('second', civic.now()))
   where id = $1 and is_suspended
   returning id as "linkId", resident_id as "residentId", provider`,
);

/** Of two that come in the wrong order the newer one stands; of two in one second, that the account does not work. */
export const changeState = statement(
  'told-links.change-state',
  `update civic.link set is_suspended = $2, state_told_at = $3
   where id = $1 and (state_told_at is null or state_told_at < $3 or (state_told_at = $3 and $2))
   returning old.is_suspended <> new.is_suspended as "isNew"`,
);
