import { Injectable } from '@nestjs/common';
import type { CityApp } from '../apps/city-app.ts';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';

/** Makes the processes that need an app's next service grant come one after the other. */
const takeTurns = statement(
  'service-grants.take-turns',
  `select pg_advisory_xact_lock(hashtext('civic service grant ' || $1))`,
);

const newest = statement(
  'service-grants.newest',
  `select id from civic.app_grant where app_id = $1 and resident_id is null
   order by created_at desc, id limit 1`,
);

const insert = statement(
  'service-grants.insert',
  `insert into civic.app_grant (id, app_id, subject, scopes, resource) values ($1, $2, $2, $3, $4)`,
);

/**
 * The grants apps hold in their own name: one alive per app, used for every `client_credentials` token, so that
 * a busy service writes nothing. When it dies a new one takes its place.
 */
@Injectable()
export class ServiceGrants {
  /** Ids only; whether one is alive is asked every time. */
  private readonly known = new Map<string, string>();

  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly revocations: Revocations,
  ) {}

  /** The id of the app's living service grant. */
  async of(app: CityApp): Promise<string> {
    const known = this.known.get(app.id) ?? (await this.newest(this.database, app));
    if (known !== null && !(await this.revocations.isDead(known))) return this.remember(app, known);
    return this.remember(
      app,
      await this.database.transaction((sql) => this.openAfter(sql, app, known)),
    );
  }

  private remember(app: CityApp, id: string): string {
    this.known.set(app.id, id);
    return id;
  }

  private async newest(sql: Sql, app: CityApp): Promise<string | null> {
    return (await firstRow<{ id: string }>(sql, newest, [app.id]))?.id ?? null;
  }

  /** Opens the grant that follows `dead`, unless another process has been quicker. */
  private async openAfter(sql: Sql, app: CityApp, dead: string | null): Promise<string> {
    await sql.run(takeTurns, [app.id]);
    const present = await this.newest(sql, app);
    if (present !== null && present !== dead) return present;
    const id = newId();
    await sql.run(insert, [id, app.id, app.scopes, app.resource]);
    await this.revocations.cover(sql, id, [
      { rule: 'issuer', id: this.config.issuer },
      { rule: 'app', id: app.id },
      { rule: 'grant', id },
    ]);
    return id;
  }
}
