import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { currentPolicyVersion } from '../policy/policy.ts';

/** What one app asks one resident for; an answer says nothing about any other app. */
export interface ConsentQuestion {
  residentId: string;
  appId: string;
  scopes: readonly string[];
}

/** A yes to what was asked. */
export interface ConsentGiven extends ConsentQuestion {
  /** Ids of the links the app may see: those the resident chose, none linked later. Null when none were asked for. */
  links: readonly string[] | null;
}

/** What a resident has agreed to for one app. */
export interface Consent {
  appId: string;
  scopes: readonly string[];
  links: readonly string[];
  givenAt: Date;
}

const covers = statement(
  'consents.covers',
  `select 1 from civic.consent
   where resident_id = $1 and app_id = $2 and scopes @> $3::text[] and policy_version = $4`,
);

/**
 * Under the same policy scopes add up; a new policy version starts from what was agreed to under it. A question that
 * shows no links leaves those that were chosen as they are.
 */
const give = statement(
  'consents.give',
  `insert into civic.consent as c (resident_id, app_id, scopes, links, policy_version)
   values ($1, $2, $3, coalesce($4::uuid[], '{}'), $5)
   on conflict (resident_id, app_id) do update
   set scopes = case when c.policy_version = excluded.policy_version
                     then array(select unnest(c.scopes) union select unnest(excluded.scopes) order by 1)
                     else excluded.scopes end,
       links = coalesce($4, c.links), policy_version = excluded.policy_version, given_at = civic.now()
   where not (c.scopes @> excluded.scopes and c.policy_version = excluded.policy_version
              and ($4 is null or c.links @> $4 and c.links <@ $4))
   returning cardinality(c.links) as links`,
);

const columns = `app_id as "appId", scopes, links, given_at as "givenAt"`;

const find = statement(
  'consents.find',
  `select ${columns} from civic.consent where resident_id = $1 and app_id = $2`,
);

const ofResident = statement(
  'consents.of-resident',
  `select ${columns} from civic.consent where resident_id = $1 order by given_at, app_id`,
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

  /**
   * True when the resident has agreed to all these scopes for this app under the policy of today. With the
   * resident locked in the caller's transaction the answer holds until the commit.
   */
  async covers(sql: Sql, { residentId, appId, scopes }: ConsentQuestion): Promise<boolean> {
    const values = [residentId, appId, scopes, currentPolicyVersion];
    return (await firstRow(sql, covers, values)) !== null;
  }

  /** Records that the resident said yes. Saying it again changes nothing, so a second click is no second consent. */
  async give(sql: Sql, { residentId, appId, scopes, links }: ConsentGiven): Promise<void> {
    const policyVersion = currentPolicyVersion;
    const values = [residentId, appId, scopes, links, policyVersion];
    const changed = await firstRow<{ links: number }>(sql, give, values);
    if (changed === null) return;
    await this.ledger.record(sql, {
      type: 'consent.given',
      actor: { kind: 'resident', id: residentId },
      residentId,
      appId,
      scopes: [...scopes],
      links: changed.links,
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

  /** What the resident has agreed to for this app; null when nothing, or not any more. */
  find(residentId: string, appId: string): Promise<Consent | null> {
    return firstRow<Consent>(this.database, find, [residentId, appId]);
  }

  /** Everything a resident has agreed to, oldest first. */
  ofResident(residentId: string): Promise<Consent[]> {
    return this.database.run<Consent>(ofResident, [residentId]);
  }

  /** The apps a resident has agreed to: those that know the resident. */
  async appsOf(sql: Sql, residentId: string): Promise<string[]> {
    const rows = await sql.run<{ appId: string }>(appsOf, [residentId]);
    return rows.map(({ appId }) => appId);
  }
}
