/**
 * Owns: what residents let apps do: consents, grants, and the refresh families that hang on a grant.
 * Does not: sign tokens, speak OAuth, or know how a resident signed in.
 * Hands off to: revocations (which rules end a grant), ledger (consent, reuse, revocation).
 */
import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import type { Recipient } from '../ledger/event-catalogue.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import type { Session } from '../residents/sessions.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Rule } from '../revocations/revocations.ts';
import { grantColumns } from './grant.ts';
import type { Grant } from './grant.ts';

export interface NewGrant {
  session: Session;
  app: CityApp;
  scopes: readonly string[];
}

/** Only for an app that is enabled in this very transaction, whatever a cache said a moment ago. */
const insert = statement(
  'grants.insert',
  `insert into civic.app_grant (id, resident_id, app_id, subject, scopes, resource, auth_link, authenticated_at)
   select $1, $2, a.id, $4, $5, a.resource, $6, $7 from civic.city_app a
   where a.id = $3 and a.disabled_at is null returning id`,
);

const find = statement(
  'grants.find',
  `select ${grantColumns} from civic.app_grant g where g.id = $1`,
);

const recipients = statement(
  'grants.recipients',
  `select distinct on (app_id) app_id as "appId", subject
   from civic.app_grant where resident_id = $1 order by app_id`,
);

@Injectable()
export class Grants {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly revocations: Revocations,
    private readonly residents: Residents,
  ) {}

  /**
   * Makes a grant for the resident of this session and returns its id; null when the app is disabled or the
   * resident erased. Locks the resident; after the commit the caller asks whether it `stillFollowsFrom` the session.
   */
  async open(sql: Sql, grant: NewGrant): Promise<string | null> {
    const id = newId();
    const { app, scopes, session } = grant;
    const { residentId, authLink, authenticatedAt } = session;
    if (!(await this.residents.lock(sql, residentId))) return null;
    const subject = await this.residents.subjectFor(sql, residentId, app.sector);
    const values = [id, residentId, app.id, subject, scopes, authLink, authenticatedAt];
    if ((await firstRow(sql, insert, values)) === null) return null;
    await this.revocations.cover(sql, id, this.rulesOver(id, grant));
    return id;
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

  /** The grant, if it is alive. */
  async findLive(id: string): Promise<Grant | null> {
    const [grant, dead] = await Promise.all([
      this.find(this.database, id),
      this.revocations.isDead(id),
    ]);
    return dead ? null : grant;
  }

  /** The apps that know this resident, each with the subject it knows. */
  async recipientsOf(sql: Sql, residentId: string): Promise<Recipient[]> {
    return sql.run<Recipient>(recipients, [residentId]);
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
