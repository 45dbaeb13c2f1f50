/**
 * Owns: what residents let apps do: consents, grants, and the refresh families that hang on a grant.
 * Does not: sign tokens, speak OAuth, or know how a resident signed in.
 * Hands off to: revocations (which rules end a grant), ledger (consent, reuse, revocation).
 */
import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql, Values } from '../platform/database/statement.ts';
import { currentPolicyVersion } from '../policy/policy.ts';
import { Residents } from '../residents/residents.ts';
import type { Session } from '../residents/sessions.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Rule } from '../revocations/revocations.ts';
import { grantColumns } from './grant.ts';
import type { Grant } from './grant.ts';
import { newGrantColumns } from './opening-sql.ts';

export interface NewGrant {
  session: Session;
  app: CityApp;
  scopes: readonly string[];
  /** At least one; the first is the audience of tokens that name none. */
  resources: readonly string[];
}

const insert = statement(
  'grants.insert',
  `insert into civic.app_grant (${newGrantColumns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

const find = statement(
  'grants.find',
  `select ${grantColumns} from civic.app_grant g where g.id = $1`,
);

/** Grants that nothing alive hangs on any more: no access token lives for a day, and no refresh token is left. */
const purge = statement(
  'grants.purge',
  `delete from civic.app_grant g where g.id in (
     select old.id from civic.app_grant old
     where old.resident_id is not null and old.created_at < civic.now() - interval '1 day'
       and not exists (select 1 from civic.refresh_family f
                       where f.grant_id = old.id and f.killed_at is null and f.idle_expires_at > civic.now())
     limit 1000)
   returning g.id`,
);

@Injectable()
export class Grants {
  constructor(
    private readonly config: Config,
    private readonly revocations: Revocations,
    private readonly residents: Residents,
  ) {}

  /**
   * Makes a grant for the resident of this session and returns its id. The caller has locked the resident, and asks
   * after the commit whether the grant `stillFollowsFrom` the session.
   */
  async open(sql: Sql, grant: NewGrant): Promise<string> {
    const id = newId();
    const { app, scopes, session } = grant;
    const [resource, ...otherResources] = grant.resources;
    const { residentId, authLink, authenticatedAt } = session;
    const subject = await this.residents.subjectFor(sql, residentId, app.sector);
    const how = [scopes, resource, otherResources, authLink, authenticatedAt];
    await sql.run(insert, [id, residentId, app.id, subject, ...how]);
    await this.revocations.cover(sql, id, this.rulesOver(id, grant));
    return id;
  }

  /** The values of `openingSql`: makes a grant from what the resident agreed to before, under a new id. */
  opening(grant: NewGrant): Values {
    const id = newId();
    const { app, scopes, session } = grant;
    const [resource, ...otherResources] = grant.resources;
    const consent = [session.residentId, app.id, scopes, app.sector, currentPolicyVersion];
    const how = [resource, otherResources, session.authLink, session.authenticatedAt];
    const rules = this.rulesOver(id, grant);
    return [id, ...consent, ...how, rules.map(({ rule }) => rule), rules.map((rule) => rule.id)];
  }

  /**
   * False when the session has ended. Asked after a grant's epochs are noted: whatever was raised before, and so
   * cannot kill the grant, has killed the session, and nothing slips through between the two.
   */
  async stillFollowsFrom(session: Session): Promise<boolean> {
    return !(await this.revocations.isDead(session.id));
  }

  /** The grant, dead or alive; null once it is purged or its resident erased. */
  async find(sql: Sql, id: string): Promise<Grant | null> {
    return firstRow<Grant>(sql, find, [id]);
  }

  /** Deletes grants that have come to their end and returns how many. */
  async purge(sql: Sql): Promise<number> {
    const gone = await sql.run<{ id: string }>(purge);
    for (const { id } of gone) await this.revocations.forget(sql, id);
    return gone.length;
  }

  /** Without `offline_access` an app may see a resident only while the resident is signed in (OIDC Core §11). */
  private rulesOver(id: string, { session, app, scopes }: NewGrant): Rule[] {
    const always: Rule[] = [
      { rule: 'issuer', id: this.config.issuer },
      { rule: 'provider', id: session.provider },
      { rule: 'app', id: app.id },
      { rule: 'resident', id: session.residentId },
      { rule: 'link', id: session.authLink },
      { rule: 'grant', id },
    ];
    if (scopes.includes('offline_access')) return always;
    return [...always, { rule: 'session', id: session.id }];
  }
}
