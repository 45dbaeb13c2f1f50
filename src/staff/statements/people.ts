import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'staff.insert',
  'insert into civic.staff_person (id, name, role) values ($1, $2, $3)',
);

export const find = statement(
  'staff.find',
  'select id, name, role from civic.staff_person where id = $1 and removed_at is null',
);

export const lock = statement(
  'staff.lock',
  'select id, name, role from civic.staff_person where id = $1 and removed_at is null for update',
);

/** Who can come in. In one order, so that two who remove each other wait instead of blocking each other for ever. */
export const lockOperators = statement(
  'staff.lock-operators',
  `select person.id,
     exists (select from civic.staff_passkey where person_id = person.id) as "hasPasskey"
   from civic.staff_person as person
   where role = 'operator' and removed_at is null
     and (exists (select from civic.staff_passkey where person_id = person.id)
       or exists (select from civic.staff_account
                  where person_id = person.id and claimed_role is not null))
   order by id for update`,
);

export const remove = statement(
  'staff.remove',
  'update civic.staff_person set removed_at = civic.now() where id = $1',
);

export const rename = statement(
  'staff.rename',
  'update civic.staff_person set name = $2 where id = $1',
);

export const changeRole = statement(
  'staff.change-role',
  'update civic.staff_person set role = $2 where id = $1',
);

/** With the names of those who are gone, because the ledger goes on speaking of them. */
export const names = statement(
  'staff.names',
  'select id, name from civic.staff_person where id = any($1::uuid[])',
);

/** Values: the limits of sessions in seconds, idle and absolute. */
export const list = statement(
  'staff.list',
  `select person.id, person.name, person.role,
     (select count(*)::int from civic.staff_passkey as passkey
      where passkey.person_id = person.id) as passkeys,
     (select count(*)::int from civic.staff_session as session where session.person_id = person.id
      and last_seen_at > civic.now() - make_interval(secs => $1)
      and created_at > civic.now() - make_interval(secs => $2)) as sessions,
     exists (select from civic.staff_account as account
      where account.person_id = person.id) as "isFromDirectory",
     (select max(last_used_at) from (
        select last_used_at from civic.staff_passkey as passkey where passkey.person_id = person.id
        union all
        select last_used_at from civic.staff_account as account where account.person_id = person.id
      ) as used) as "lastSeenAt",
     (select max(expires_at) from civic.staff_invitation as invitation
      where invitation.person_id = person.id and expires_at > civic.now()) as "invitedUntil"
   from civic.staff_person as person where removed_at is null
   order by lower(name), id`,
);

/** How many months a name is known of somebody who works here no more, given as the parameter. */
export const purge = purgeOf('staff.purge', {
  table: 'staff_person',
  isOver: 'removed_at <= civic.now() - make_interval(months => $1)',
  atMost: 500,
});
