/**
 * Owns: the registry of city apps: what each may do, where it may be redirected to, and its secrets.
 * Does not: see residents, issue tokens, or judge a request.
 * Hands off to: ledger (what was changed), revocations (a disabled app's grants die).
 */
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { fingerprint, newToken, sameSecret } from '../kernel/opaque-token.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { Revocations } from '../revocations/revocations.ts';
import { keepsSecret } from './city-app.ts';
import type { AuthMethod, CityApp, NewApp } from './city-app.ts';
import { columnsOf } from './registry/app-columns.ts';
import { completed, refusalOf } from './registry/registration-rules.ts';
import type { RegistrationRefusal } from './registration-refusal.ts';
import { RegistrySnapshot } from './registry/registry-snapshot.ts';
import type { KnownApp } from './registry/registry-snapshot.ts';
import {
  deleteRetiredSecrets,
  insertApp,
  insertSecret,
  lockApp,
  readOverlap,
  retireSecret,
  switchApp,
} from './registry/statements.ts';

export type Registration =
  | {
      kind: 'registered';
      app: CityApp;
      /** Shown once; null for an app that has none. */ secret: string | null;
    }
  | ({ kind: 'refused' } & RegistrationRefusal);

/** `overlap-running`: the secret before the last one still works, and its time has been promised. */
export type SecretRotation =
  | { kind: 'rotated'; secret: string }
  | { kind: 'overlap-running'; until: Date }
  | { kind: 'unknown-app' }
  | { kind: 'no-secret' };

/** How long the secret used until now lives on, and whether one that lives on already keeps its time. */
export interface Overlap {
  overlapSeconds: number;
  isPromised?: boolean;
}

const system: Actor = { kind: 'system' };
/** Compared with when there is nothing to compare with, so that unknown ids take as long as wrong secrets. */
const nobodysSecret = Buffer.alloc(32);

@Injectable()
export class Apps {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly snapshot: RegistrySnapshot,
    private readonly ledger: Ledger,
    private readonly revocations: Revocations,
  ) {}

  /** The app, enabled or not, as it was at most a second ago; null when there is none. */
  async find(id: string): Promise<CityApp | null> {
    return (await this.snapshot.current()).get(id)?.app ?? null;
  }

  /** Every app, by name. */
  async list(): Promise<CityApp[]> {
    return [...(await this.snapshot.current()).values()].map(({ app }) => app);
  }

  /** The enabled confidential app whose living secret this is, in the same time whatever is wrong (else null). */
  async authenticate(id: string, secret: string): Promise<CityApp | null> {
    const known = (await this.snapshot.current()).get(id);
    const right = holds(known?.secrets ?? [], fingerprint(secret));
    return known !== undefined && right && !known.app.disabled ? known.app : null;
  }

  /** Adds an app and, when it can keep one, makes its secret. */
  async register(newApp: NewApp, actor: Actor = system): Promise<Registration> {
    const app = completed(newApp);
    const { scopesApproved: approved = false } = newApp;
    const refusal = refusalOf(app, { approved, reach: reachOf(this.config) });
    if (refusal) return { kind: 'refused', ...refusal };
    const secret = keepsSecret(app) ? newToken() : null;
    const added = await this.add(app, secret, actor);
    return added
      ? { kind: 'registered', app, secret }
      : { kind: 'refused', rule: 'id-taken', value: app.id };
  }

  /**
   * Makes a new secret. The one used until now lives on for the overlap. An even older one goes at once, unless its time
   * was promised: then nothing happens.
   */
  async rotateSecret(
    id: string,
    { overlapSeconds, isPromised = false }: Overlap,
    actor: Actor = system,
  ): Promise<SecretRotation> {
    const secret = newToken();
    const outcome = await this.database.transaction<SecretRotation>(async (sql) => {
      const app = await firstRow<{ authMethod: AuthMethod }>(sql, lockApp, [id]);
      if (app === null) return { kind: 'unknown-app' };
      if (!keepsSecret(app)) return { kind: 'no-secret' };
      const until = isPromised ? await this.overlapOf(sql, id) : null;
      if (until !== null) return { kind: 'overlap-running', until };
      await sql.run(deleteRetiredSecrets, [id]);
      await sql.run(retireSecret, [id, overlapSeconds]);
      await sql.run(insertSecret, [id, fingerprint(secret)]);
      await this.ledger.record(sql, { type: 'app.secret-rotated', actor, appId: id });
      return { kind: 'rotated', secret };
    });
    this.snapshot.forget();
    return outcome;
  }

  /** Ends the secret before the last one, whose time is not over yet. */
  async endOldSecret(id: string, actor: Actor = system): Promise<'done' | 'nothing-to-do'> {
    const done = await this.database.transaction(async (sql) => {
      await sql.run(lockApp, [id]);
      const ended = await sql.run<{ worked: boolean }>(deleteRetiredSecrets, [id]);
      if (!ended.some(({ worked }) => worked)) return false;
      await this.ledger.record(sql, { type: 'app.secret-ended', actor, appId: id });
      return true;
    });
    this.snapshot.forget();
    return done ? 'done' : 'nothing-to-do';
  }

  /** Switches an app off: it can do nothing, and everything it was given is dead for ever. */
  disable(id: string, actor: Actor = system): Promise<'done' | 'nothing-to-do'> {
    return this.switch(id, 'app.disabled', actor);
  }

  /** Lets an app work again; residents and the app start anew, with new grants. */
  enable(id: string, actor: Actor = system): Promise<'done' | 'nothing-to-do'> {
    return this.switch(id, 'app.enabled', actor);
  }

  private async overlapOf(sql: Sql, id: string): Promise<Date | null> {
    return (await firstRow<{ until: Date | null }>(sql, readOverlap, [id]))?.until ?? null;
  }

  private async add(app: CityApp, secret: string | null, actor: Actor): Promise<boolean> {
    const added = await this.database.transaction(async (sql) => {
      if ((await firstRow(sql, insertApp, columnsOf(app))) === null) return false;
      if (secret !== null) await sql.run(insertSecret, [app.id, fingerprint(secret)]);
      await this.ledger.record(sql, { type: 'app.registered', actor, appId: app.id });
      return true;
    });
    this.snapshot.forget();
    return added;
  }

  private async switch(
    id: string,
    type: 'app.disabled' | 'app.enabled',
    actor: Actor,
  ): Promise<'done' | 'nothing-to-do'> {
    const done = await this.database.transaction(async (sql) => {
      if ((await firstRow(sql, switchApp, [id, type === 'app.disabled'])) === null) return false;
      await this.revocations.raise(sql, { rule: 'app', id });
      await this.ledger.record(sql, { type, actor, appId: id });
      return true;
    });
    this.snapshot.forget();
    return done ? 'done' : 'nothing-to-do';
  }
}

function holds(secrets: KnownApp['secrets'], presented: Buffer): boolean {
  const [first = nobodysSecret, second = nobodysSecret] = secrets;
  const isFirst = sameSecret(first, presented);
  return sameSecret(second, presented) || isFirst;
}
