import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Policies } from '../policy/policies.ts';

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
  policy: PolicyTerms;
}

/** Under which policy a resident said yes, and which one they must have agreed to. */
export interface PolicyTerms {
  /** The version that was shown. */
  shown: number;
  required: number;
}

/** What a resident has agreed to for one app. */
export interface Consent {
  appId: string;
  scopes: readonly string[];
  links: readonly string[];
  givenAt: Date;
}

/** The same for the resident to look at. */
export interface ConsentInUse extends Consent {
  /** When the app last asked anything of what it was let do; null before it ever did. */
  lastUsedAt: Date | null;
}

const covers = statement(
  'consents.covers',
  `select 1 from civic.consent
   where resident_id = $1 and app_id = $2 and scopes @> $3::text[]
     and policy_version::integer >= $4`,
);

/**
 * Scopes add up to a consent that still counts; one from before the required policy ($6) is replaced. A question that
 * shows no links leaves those that were chosen as they are.
 */
const give = statement(
  'consents.give',
  `insert into civic.consent as c (resident_id, app_id, scopes, links, policy_version)
   values ($1, $2, $3, coalesce($4::uuid[], '{}'), $5)
   on conflict (resident_id, app_id) do update
   set scopes = case when c.policy_version::integer >= $6
                     then array(select unnest(c.scopes) union select unnest(excluded.scopes) order by 1)
                     else excluded.scopes end,
       links = coalesce($4, c.links), policy_version = excluded.policy_version, given_at = civic.now()
   where not (c.scopes @> excluded.scopes and c.policy_version = excluded.policy_version
              and ($4 is null or c.links @> $4 and c.links <@ $4))
   returning cardinality(c.links) as links`,
);

const columns = `app_id as "appId", scopes, links, given_at as "givenAt"`;

/**
 * What an app's grants say of its last use lies in their own rows until they are purged. It takes a look at all of
 * them, so that no request of an app may ask for it.
 */
const lastUse = `greatest(last_used_at, (
    select max(greatest(g.created_at, f.rotated_at))
    from civic.app_grant g left join civic.refresh_family f on f.grant_id = g.id
    where g.resident_id = consent.resident_id and g.app_id = consent.app_id
  )) as "lastUsedAt"`;

const find = statement(
  'consents.find',
  `select ${columns} from civic.consent where resident_id = $1 and app_id = $2`,
);

const ofResident = statement(
  'consents.of-resident',
  `select ${columns}, ${lastUse} from civic.consent where resident_id = $1 order by given_at, app_id`,
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
    private readonly policies: Policies,
  ) {}

  /**
   * True when the resident has agreed to all these scopes for this app, under this policy version or a newer one.
   * With the resident locked in the caller's transaction the answer holds until the commit.
   */
  async covers(
    sql: Sql,
    { residentId, appId, scopes }: ConsentQuestion,
    policy: number,
  ): Promise<boolean> {
    return (await firstRow(sql, covers, [residentId, appId, scopes, policy])) !== null;
  }

  /**
   * Records that the resident said yes. Saying it again changes nothing, so a second click is no second consent.
   * False, with nothing recorded, when the resident must first agree to the policy or was shown one that no longer
   * counts: so whoever has a consent that counts has agreed to the policy, and nobody needs to ask.
   */
  async give(sql: Sql, consent: ConsentGiven): Promise<boolean> {
    const { shown, required } = consent.policy;
    if (shown < required) return false;
    if (!(await this.policies.covers(sql, consent.residentId, required))) return false;
    await this.keep(sql, consent);
    return true;
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

  /** Everything a resident has agreed to, oldest first; read in the caller's transaction when there is one. */
  ofResident(residentId: string, sql: Sql = this.database): Promise<ConsentInUse[]> {
    return sql.run<ConsentInUse>(ofResident, [residentId]);
  }

  /** The apps a resident has agreed to: those that know the resident. */
  async appsOf(sql: Sql, residentId: string): Promise<string[]> {
    const rows = await sql.run<{ appId: string }>(appsOf, [residentId]);
    return rows.map(({ appId }) => appId);
  }

  private async keep(sql: Sql, { residentId, appId, scopes, links, policy }: ConsentGiven) {
    const policyVersion = String(policy.shown);
    const values = [residentId, appId, scopes, links, policyVersion, policy.required];
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
}
