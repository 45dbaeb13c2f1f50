import { lockedSql, subjectSql } from '../residents/resident-sql.ts';
import { coveringSql } from '../revocations/lattice-sql.ts';

/** The columns of `civic.app_grant` that a new grant of a resident fills. */
export const newGrantColumns =
  'id, resident_id, app_id, subject, scopes, resource, other_resources, auth_link, authenticated_at, session_id';

/**
 * Makes a grant from an earlier consent, as the first parts of a statement that goes on from `granted`; its values
 * are those of `Grants.opening`. No row when the consent does not hold, or when there is something to be made first
 * that a transaction makes.
 *
 * The statement sees what was there when it began, and may then wait for the resident. So the consent is locked
 * after the resident, which looks at it again: one that went in the meantime is gone. An epoch that was raised in the
 * meantime is seen as it was, so the grant is dead from the start, as it should be.
 */
export const openingSql = `resident as materialized (
     ${lockedSql('$2')}
   ), consent as materialized (
     select c.resident_id from resident join civic.consent c on c.resident_id = resident.id
     where c.app_id = $3 and c.scopes @> $4::text[] and c.policy_version::integer >= $6
     for key share of c
   ), known as (
     ${subjectSql('$2', '$5')}
   ), granted as (
     insert into civic.app_grant (${newGrantColumns})
     select $1, consent.resident_id, $3, known.subject, $4, $7, $8, $9, $10, $13 from consent, known
     returning id, app_id, auth_link, scopes
   ), covered as (
     insert into civic.coverage (subject_id, rule, id, epoch)
     ${coveringSql('granted.id', ['$11', '$12'])}, granted
   )`;
