import { purgeOf } from '../../platform/database/purge.ts';
import { statement } from '../../platform/database/statement.ts';

export const insert = statement(
  'passkeys.insert',
  `insert into civic.staff_passkey (id, person_id, credential_id, public_key, counter, transports)
   values ($1, $2, $3, $4, $5, $6)`,
);

export const byCredential = statement(
  'passkeys.by-credential',
  `select passkey.id, passkey.person_id as "personId", credential_id as "credentialId",
     public_key as "publicKey", counter::int, transports
   from civic.staff_passkey as passkey join civic.staff_person as person on person.id = person_id
   where credential_id = $1 and removed_at is null for update of passkey`,
);

export const used = statement(
  'passkeys.used',
  'update civic.staff_passkey set counter = $2, last_used_at = civic.now() where id = $1',
);

export const ofPerson = statement(
  'passkeys.of-person',
  `select id, credential_id as "credentialId", created_at as "createdAt", last_used_at as "lastUsedAt",
     transports
   from civic.staff_passkey where person_id = $1 order by created_at, id`,
);

export const lockOf = statement(
  'passkeys.lock-of-person',
  'select id from civic.staff_passkey where person_id = $1 order by id for update',
);

export const isKnown = statement(
  'passkeys.is-known',
  'select 1 from civic.staff_passkey where credential_id = $1',
);

export const remove = statement(
  'passkeys.remove',
  'delete from civic.staff_passkey where person_id = $1 and id = $2 returning id',
);

export const removeAll = statement(
  'passkeys.remove-all',
  'delete from civic.staff_passkey where person_id = $1',
);

/** One answer to each challenge: the second one finds it taken. */
export const useChallenge = statement(
  'passkeys.use-challenge',
  `insert into civic.staff_challenge (hash, expires_at)
   values ($1, civic.now() + make_interval(secs => $2)) on conflict do nothing returning 1`,
);

export const purgeChallenges = purgeOf('passkeys.purge-challenges', {
  table: 'staff_challenge',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});
