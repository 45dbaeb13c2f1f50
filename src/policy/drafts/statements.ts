import { statement } from '../../platform/database/statement.ts';

const columns = `revision, starts_on as "startsOn", asks_again as "asksAgain",
                 changes_en, changes_es, text_en, text_es, saved_at as "savedAt"`;

export const read = statement('policy-drafts.read', `select ${columns} from civic.policy_draft`);

/** Held until the transaction ends, so that what is published is what was read. */
export const hold = statement(
  'policy-drafts.hold',
  `select ${columns} from civic.policy_draft where revision = $1 for update`,
);

/** The first draft. No row when somebody else has begun one in the meantime. */
export const begin = statement(
  'policy-drafts.begin',
  `insert into civic.policy_draft
     (starts_on, asks_again, changes_en, changes_es, text_en, text_es, saved_by)
   values ($1, $2, $3, $4, $5, $6, $7)
   on conflict (the_one) do nothing
   returning revision`,
);

/** No row when somebody else has saved it since it was read. */
export const change = statement(
  'policy-drafts.change',
  `update civic.policy_draft
   set starts_on = $1, asks_again = $2, changes_en = $3, changes_es = $4, text_en = $5, text_es = $6,
       saved_by = $7, saved_at = civic.now(), revision = revision + 1
   where revision = $8
   returning revision`,
);

export const remove = statement(
  'policy-drafts.remove',
  'delete from civic.policy_draft where revision = $1 returning revision',
);
