import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { firstRow } from '../../platform/database/statement.ts';
import type { Sql, Statement, Values } from '../../platform/database/statement.ts';
import type { Grant } from '../grant.ts';
import { GrantEndings } from '../grant-endings.ts';
import type { GrantEnd } from '../grant-endings.ts';
import type { RefreshToken } from './refresh-tokens.ts';
import * as statements from './statements.ts';

/** Ends families together with their grant: both, and the entry in the ledger, in one transaction. */
@Injectable()
export class FamilyEndings {
  constructor(
    private readonly database: Database,
    private readonly endings: GrantEndings,
  ) {}

  /** Ends the family if the token is older than its newest one; otherwise the token is just not good any more. */
  async endReused(appId: string, token: RefreshToken): Promise<void> {
    const values = [token.grantId, appId, token.generation];
    await this.database.transaction((sql) =>
      this.end(sql, 'refresh-reused', statements.killReused, values),
    );
  }

  /** Ends the family at the wish of its app. */
  async endAtRequest(appId: string, grantId: string): Promise<void> {
    await this.database.transaction((sql) =>
      this.end(sql, 'app-request', statements.killFamily, [grantId, appId]),
    );
  }

  private async end(sql: Sql, why: GrantEnd, kill: Statement, values: Values): Promise<void> {
    const grant = await firstRow<Grant>(sql, kill, values);
    if (grant !== null) await this.endings.end(sql, grant, why);
  }
}
