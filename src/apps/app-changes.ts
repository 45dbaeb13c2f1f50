import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { fingerprint, newToken } from '../kernel/opaque-token.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { keepsSecret } from './city-app.ts';
import type { CityApp, NewApp } from './city-app.ts';
import { columnsOf } from './registry/app-columns.ts';
import { changedApp, changedSettings, changeRefusal } from './registry/changed-app.ts';
import type { RegistrationRefusal } from './registration-refusal.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';
import { deleteSecrets, insertSecret, readAndLockApp, updateApp } from './registry/statements.ts';

/** What to change, and for which app; what is left out stays as it is. */
export interface ChangeOrder {
  id: string;
  changes: Partial<Omit<NewApp, 'id'>>;
}

export type AppChange =
  | {
      kind: 'changed';
      /** As the ledger names them. */
      settings: readonly string[];
      /** Shown once; null unless the app has just begun to need one. */
      secret: string | null;
    }
  | { kind: 'nothing-to-do' }
  | { kind: 'unknown-app' }
  | ({ kind: 'refused' } & RegistrationRefusal);

/** Changes registrations, by the rules under which they were made. */
@Injectable()
export class AppChanges {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly snapshot: RegistrySnapshot,
    private readonly ledger: Ledger,
  ) {}

  /** Changes one app: all of it happens, or none of it. Everywhere it counts within a second. */
  async change({ id, changes }: ChangeOrder, actor: Actor): Promise<AppChange> {
    const outcome = await this.database.transaction<AppChange>(async (sql) => {
      const before = await firstRow<CityApp>(sql, readAndLockApp, [id]);
      if (before === null) return { kind: 'unknown-app' };
      const after = changedApp(before, changes);
      const { scopesApproved: approved = false } = changes;
      const refusal = changeRefusal(before, after, { approved, reach: reachOf(this.config) });
      if (refusal !== null) return { kind: 'refused', ...refusal };
      const settings = changedSettings(before, after);
      if (settings.length === 0) return { kind: 'nothing-to-do' };
      await sql.run(updateApp, columnsOf(after));
      await this.ledger.record(sql, { type: 'app.changed', actor, appId: id, settings });
      return { kind: 'changed', settings, secret: await this.changeSecrets(sql, before, after) };
    });
    this.snapshot.forget();
    return outcome;
  }

  /** Secrets go with the method that needs them and come with it; a secret sent otherwise stays the same. */
  private async changeSecrets(sql: Sql, before: CityApp, after: CityApp): Promise<string | null> {
    if (keepsSecret(before) === keepsSecret(after)) return null;
    if (!keepsSecret(after)) {
      await sql.run(deleteSecrets, [after.id]);
      return null;
    }
    const secret = newToken();
    await sql.run(insertSecret, [after.id, fingerprint(secret)]);
    return secret;
  }
}
