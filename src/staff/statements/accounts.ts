import { statement } from '../../platform/database/statement.ts';

/**
 * The person behind an account, which stays locked; for one that nobody has come with, the person who is given. Two who
 * come with it at once wait for each other here.
 */
export const meet = statement(
  'staff-accounts.meet',
  `insert into civic.staff_account (subject_index, person_id, claimed_role) values ($1, $2, $3)
   on conflict (subject_index) do update
     set claimed_role = excluded.claimed_role, last_used_at = civic.now()
   returning person_id as "personId"`,
);

export const find = statement(
  'staff-accounts.find',
  `select person.id, person.name, person.role
   from civic.staff_account join civic.staff_person as person on person.id = person_id
   where subject_index = $1 and removed_at is null for update of person`,
);

/** The identity provider gives whoever comes with it no role any more, until it does. */
export const loseRole = statement(
  'staff-accounts.lose-role',
  'update civic.staff_account set claimed_role = null where subject_index = $1',
);

export const isBehind = statement(
  'staff-accounts.is-behind',
  'select 1 from civic.staff_account where person_id = $1',
);

/** Whether an account is that of whoever a session belongs to. */
export const isOfSession = statement(
  'staff-accounts.is-of-session',
  `select 1 from civic.staff_account as account
   join civic.staff_session as session on session.person_id = account.person_id
   where subject_index = $1 and session.id = $2`,
);

/** How many operators the identity provider gave another role last, which they did not get. */
export const differing = statement(
  'staff-accounts.differing',
  `select count(*)::int as people
   from civic.staff_account join civic.staff_person as person on person.id = person_id
   where removed_at is null and role = 'operator' and role <> claimed_role`,
);
