import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { currentPolicyVersion } from '../policy/policy.ts';

/** A resident's decision about one app; it says nothing about any other app. */
export interface ConsentQuestion {
  residentId: string;
  appId: string;
  scopes: readonly string[];
}

const covers = statement(
  'consents.covers',
  `select 1 from civic.consent
   where resident_id = $1 and app_id = $2 and scopes @> $3::text[] and policy_version = $4`,
);

/** Under the same policy scopes add up; a new policy version starts from what was agreed to under it. */
const give = statement(
  'consents.give',
  `insert into civic.consent as c (resident_id, app_id, scopes, policy_version) values ($1, $2, $3, $4)
   on conflict (resident_id, app_id) do update
   set scopes = case when c.policy_version = excluded.policy_version
                     then array(select unnest(c.scopes) union select unnest(excluded.scopes) order by 1)
                     else excluded.scopes end,
       policy_version = excluded.policy_version, given_at = civic.now()
   where not (c.scopes @> excluded.scopes and c.policy_version = excluded.policy_version)
   returning 1`,
);

const appsOf = statement(
  'consents.apps-of',
  'select app_id as "appId" from civic.consent where resident_id = $1 order by app_id',
);

/** What residents agreed that an app may learn, by app and policy version. */
@Injectable()
export class Consents {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** True when the resident has agreed to all these scopes for this app under the policy of today. */
  async covers({ residentId, appId, scopes }: ConsentQuestion): Promise<boolean> {
    const values = [residentId, appId, scopes, currentPolicyVersion];
    return (await firstRow(this.database, covers, values)) !== null;
  }

  /** Records that the resident said yes. Saying it again changes nothing, so a second click is no second consent. */
  async give(sql: Sql, { residentId, appId, scopes }: ConsentQuestion): Promise<void> {
    const policyVersion = currentPolicyVersion;
    const changed = await sql.run(give, [residentId, appId, scopes, policyVersion]);
    if (changed.length === 0) return;
    await this.ledger.record(sql, {
      type: 'consent.given',
      actor: { kind: 'resident', id: residentId },
      residentId,
      appId,
      scopes: [...scopes],
      policyVersion,
    });
  }

  /** Records that the resident said no. An earlier yes to less stays as it was. */
  async refuse(sql: Sql, { residentId, appId }: ConsentQuestion): Promise<void> {
    await this.ledger.record(sql, {
      type: 'consent.refused',
      actor: { kind: 'resident', id: residentId },
      residentId,
      appId,
    });
  }

  /** The apps a resident has ever agreed to: those that know the resident. */
  async appsOf(sql: Sql, residentId: string): Promise<string[]> {
    const rows = await sql.run<{ appId: string }>(appsOf, [residentId]);
    return rows.map(({ appId }) => appId);
  }
}
