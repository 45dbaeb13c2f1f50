import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { epochsSql } from '../revocations/lattice-sql.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Grant } from './grant.ts';

/** Makes the processes that need an app's next service grant come one after the other. */
const takeTurns = statement(
  'service-grants.take-turns',
  `select pg_advisory_xact_lock(hashtext('civic service grant ' || $1))`,
);

const newest = statement(
  'service-grants.newest',
  `select id, ${epochsSql('own_grant.id')} as epochs
   from civic.app_grant as own_grant where app_id = $1 and resident_id is null
   order by created_at desc, id limit 1`,
);

const insert = statement(
  'service-grants.insert',
  `insert into civic.app_grant (id, app_id, subject, scopes, resource) values ($1, $2, $2, $3, $4)`,
);

/** A grant of an app's own, and the epochs of issuer and app that it was made under. */
type ServiceGrant = Pick<Grant, 'id' | 'epochs'>;

/**
 * The grants apps hold in their own name: one alive per app, used for every `client_credentials` token, so that
 * a busy service writes nothing. When it dies a new one takes its place.
 */
@Injectable()
export class ServiceGrants {
  /** Whether one is alive is asked every time. */
  private readonly known = new Map<string, ServiceGrant>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly revocations: Revocations,
  ) {}

  /** The app's living service grant. */
  async of(app: CityApp): Promise<ServiceGrant> {
    const known = this.known.get(app.id) ?? (await this.newest(this.database, app));
    if (known !== null && !(await this.revocations.isDead(known.id))) {
      return this.remember(app, known);
    }
    return this.remember(
      app,
      await this.database.transaction((sql) => this.openAfter(sql, app, known)),
    );
  }

  private remember(app: CityApp, grant: ServiceGrant): ServiceGrant {
    this.known.set(app.id, grant);
    return grant;
  }

  private newest(sql: Sql, app: CityApp): Promise<ServiceGrant | null> {
    return firstRow<ServiceGrant>(sql, newest, [app.id]);
  }

  /** Opens the grant that follows `dead`, unless another process has been quicker. */
  private async openAfter(
    sql: Sql,
    app: CityApp,
    dead: ServiceGrant | null,
  ): Promise<ServiceGrant> {
    await sql.run(takeTurns, [app.id]);
    const present = await this.newest(sql, app);
    if (present !== null && present.id !== dead?.id) return present;
    const id = newId();
    await sql.run(insert, [id, app.id, app.scopes, app.resource]);
    await this.revocations.cover(sql, id, [
      { rule: 'issuer', id: this.config.issuer },
      { rule: 'app', id: app.id },
      { rule: 'grant', id },
    ]);
    const opened = await this.newest(sql, app);
    if (opened?.id !== id) throw new Error('The newest grant is not the one just opened.');
    return opened;
  }
}
