import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

/** One for each person: a new link ends the one before. */
export const put = statement(
  'invitations.put',
  `insert into civic.staff_invitation (token_hash, person_id, expires_at)
   values ($1, $2, civic.now() + make_interval(secs => $3))
   on conflict (person_id) do update set token_hash = excluded.token_hash,
     expires_at = excluded.expires_at`,
);

export const find = statement(
  'invitations.find',
  `select person.id, person.name, person.role
   from civic.staff_invitation as invitation join civic.staff_person as person on person.id = person_id
   where token_hash = $1 and expires_at > civic.now() and removed_at is null`,
);

/** Of two who use a link at once, one gets the row. */
export const take = statement(
  'invitations.take',
  `delete from civic.staff_invitation where token_hash = $1 and expires_at > civic.now()
   returning person_id as "personId"`,
);

export const cancel = statement(
  'invitations.cancel',
  'delete from civic.staff_invitation where person_id = $1',
);

export const purge = purgeOf('invitations.purge', {
  table: 'staff_invitation',
  isOver: 'expires_at <= civic.now()',
  atMost: 500,
});
