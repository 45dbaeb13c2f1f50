/**
 * Owns: what residents let apps do: consents, grants, and the refresh families that hang on a grant.
 * Does not: sign tokens, speak OAuth, or know how a resident signed in.
 * Hands off to: revocations (which rules end a grant), ledger (consent, reuse, revocation).
 */
import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { days } from '../kernel/duration.ts';
import { newId } from '../kernel/ids.ts';
import { purgeOf } from '../platform/database/purge.ts';
import type { Purge } from '../platform/database/purge.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql, Values } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { Session } from '../residents/sessions.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { PausingRule, Rule } from '../revocations/revocations.ts';
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
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

const find = statement(
  'grants.find',
  `select ${grantColumns} from civic.app_grant g where g.id = $1`,
);

/** Shorter is no grant known: its access tokens live for minutes. */
export const grantSeconds = days(1);

/** Grants that nothing alive hangs on any more: no access token lives for a day, and no refresh token is left. */
const isOver = `resident_id is not null and created_at <= civic.now() - make_interval(secs => ${grantSeconds})
     and not exists (select from civic.refresh_family as family
                     where family.grant_id = old.id and family.killed_at is null
                       and family.idle_expires_at > civic.now())`;
const atMost = 5000;

/**
 * What old grants say of an app's last use goes into the consent as they go. A consent that is busy keeps its grants for
 * the next time: whoever holds one of the two rows and waits for the other might wait for ever.
 */
const fold = statement(
  'grants.purge',
  `with gone as materialized (
     select id, resident_id, app_id, greatest(created_at, (
       select rotated_at from civic.refresh_family as family where family.grant_id = old.id)) as used_at
     from civic.app_grant as old where ${isOver} limit ${atMost} for update skip locked
   ), used as materialized (
     select resident_id, app_id, max(used_at) as at from gone group by resident_id, app_id
   ), held as materialized (
     select c.resident_id, c.app_id, used.at
     from civic.consent c join used on used.resident_id = c.resident_id and used.app_id = c.app_id
     for no key update of c skip locked
   ), folded as (
     update civic.consent c set last_used_at = greatest(c.last_used_at, held.at)
     from held where c.resident_id = held.resident_id and c.app_id = held.app_id
   ), busy as materialized (
     select resident_id, app_id from civic.consent join used using (resident_id, app_id)
     except select resident_id, app_id from held
   ), removed as (
     delete from civic.app_grant g using gone
     where g.id = gone.id and (gone.resident_id, gone.app_id) not in (select resident_id, app_id from busy)
     returning 1
   )
   select count(*)::int as rows from removed`,
);

export const purge: Purge = {
  ...purgeOf('grants.purge', { table: 'app_grant', isOver, atMost }),
  remove: fold,
};

@Injectable()
export class Grants {
  constructor(
    private readonly config: Config,
    private readonly revocations: Revocations,
    private readonly residents: Residents,
  ) {}

  /**
   * Makes a grant for the resident who is signed in and returns its id. The caller has locked the resident, and asks
   * after the commit whether the grant `stillFollowsFrom` the session.
   */
  async open(sql: Sql, grant: NewGrant): Promise<string> {
    const id = newId();
    const { app, scopes, session } = grant;
    const [resource, ...otherResources] = grant.resources;
    const { id: sessionId, residentId, authLink, authenticatedAt } = session;
    const subject = await this.residents.subjectFor(sql, residentId, app.sector);
    const how = [scopes, resource, otherResources, authLink, authenticatedAt, sessionId];
    await sql.run(insert, [id, residentId, app.id, subject, ...how]);
    await this.revocations.cover(sql, id, this.rulesOver(id, grant));
    return id;
  }

  /**
   * The values of `openingSql`: makes a grant from what the resident agreed to before, under a new id.
   * @param policy the version that a consent must be given under, or a newer one
   */
  opening(grant: NewGrant, policy: number): Values {
    const id = newId();
    const { app, scopes, session } = grant;
    const [resource, ...otherResources] = grant.resources;
    const consent = [session.residentId, app.id, scopes, app.sector, policy];
    const how = [resource, otherResources, session.authLink, session.authenticatedAt];
    const rules = this.rulesOver(id, grant);
    const over = [rules.map(({ rule }) => rule), rules.map((rule) => rule.id)];
    return [id, ...consent, ...how, ...over, session.id];
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

  /** Without `offline_access` an app may see a resident only while the resident is signed in (OIDC Core §11). */
  private rulesOver(id: string, { session, app, scopes }: NewGrant): (Rule | PausingRule)[] {
    const always: (Rule | PausingRule)[] = [
      { rule: 'issuer', id: this.config.issuer },
      { rule: 'provider', id: session.provider },
      { rule: 'app', id: app.id },
      { rule: 'resident', id: session.residentId },
      { rule: 'policy', id: session.residentId },
      { rule: 'hold', id: session.residentId },
      { rule: 'link', id: session.authLink },
      { rule: 'grant', id },
    ];
    if (scopes.includes('offline_access')) return always;
    return [...always, { rule: 'session', id: session.id }];
  }
}
