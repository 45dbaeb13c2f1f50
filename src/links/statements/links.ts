import { statement } from '../../platform/database/statement.ts';

const columns = `id, resident_id, provider, namespace, sealed_subject, sealed_name, policy_version,
  created_at, last_used_at, is_suspended`;

/** The unique index decides who gets an account, so two residents can race for one and never both win. */
export const insert = statement(
  'links.insert',
  `insert into civic.link (id, resident_id, provider, namespace, subject_index, sealed_subject,
                           name_index, sealed_name, flow_entry, policy_version)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   on conflict (namespace, subject_index) do nothing
   returning id`,
);
export const holder = statement(
  'links.holder',
  'select id, resident_id from civic.link where namespace = $1 and subject_index = $2',
);
export const ofResident = statement(
  'links.of-resident',
  `select ${columns} from civic.link where resident_id = $1 order by created_at, id`,
);
export const byAccount = statement(
  'links.by-account',
  `select ${columns} from civic.link where namespace = $1 and subject_index = $2`,
);
export const byName = statement(
  'links.by-name',
  `select ${columns} from civic.link where name_index = $1 order by created_at, id limit 26`,
);
/** A suspended link was not used. */
export const touch = statement(
  'links.touch',
  `update civic.link
   set last_used_at = case when is_suspended then last_used_at else civic.now() end
   where id = $1 and resident_id = $2 returning is_suspended as "isSuspended"`,
);
/** The blind index goes with the name. A name that is not there is not deleted once more. */
export const rename = statement(
  'links.rename',
  `update civic.link set name_index = $3, sealed_name = $4
   where id = $1 and resident_id = $2 and ($4::bytea is not null or sealed_name is not null)
   returning provider`,
);
export const residentOf = statement(
  'links.resident-of',
  'select resident_id from civic.link where id = $1',
);
export const remove = statement(
  'links.remove',
  `delete from civic.link where id = $1 and resident_id = $2 returning ${columns}`,
);
/** Of a link made in this transaction that may not be. */
export const takeBack = statement('links.take-back', 'delete from civic.link where id = $1');
/** A suspended link lets nobody in. */
export const countUsableBesides = statement(
  'links.count-usable-besides',
  `select count(*)::int as count from civic.link
   where resident_id = $1 and id <> $2 and not is_suspended`,
);
export const countOf = statement(
  'links.count-of',
  'select count(*)::int as count from civic.link where resident_id = $1',
);
