import { statement } from '../../platform/database/statement.ts';

const columns = 'id, resident_id, provider, sealed_subject, sealed_name, created_at, last_used_at';

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
export const touch = statement(
  'links.touch',
  `update civic.link set last_used_at = civic.now()
   where id = $1 and resident_id = $2 returning id`,
);
export const residentOf = statement(
  'links.resident-of',
  'select resident_id from civic.link where id = $1',
);
export const remove = statement(
  'links.remove',
  'delete from civic.link where id = $1 and resident_id = $2 returning id, provider',
);
export const countOf = statement(
  'links.count-of',
  'select count(*)::int as count from civic.link where resident_id = $1',
);
