import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { PolicyVersion } from './policy-version.ts';
import { KnownVersions } from './versions/known-versions.ts';
import * as statements from './versions/statements.ts';

/** The version that came with the service: nobody is here without having agreed to it or to a later one. */
const first = 1;

/**
 * Policy: which privacy policy holds, and who agreed to it.
 *
 * Owns: the published versions of the policy, the draft of the next one, and who agreed to which.
 * Does not: decide what happens to those who have not agreed, or print a page.
 * Hands off to: links and grants, which record the version a resident agreed to; ledger (a version was published).
 */
@Injectable()
export class Policies {
  constructor(
    private readonly database: Database,
    private readonly known: KnownVersions,
  ) {}

  /** Every version, begun or not, oldest first. */
  list(): Promise<readonly PolicyVersion[]> {
    return this.known.current();
  }

  /** The version that holds now. */
  async current(): Promise<PolicyVersion> {
    return this.newest((one) => one.hasStarted);
  }

  /** The version that everybody must have agreed to: the newest that asks again, or the first. */
  async required(): Promise<PolicyVersion> {
    return this.newest((one) => one.hasStarted && (one.asksAgain || one.version === first));
  }

  /** The newest version that residents had to agree to by now; null when the time of none is over. */
  async overdue(): Promise<PolicyVersion | null> {
    const versions = await this.list();
    return versions.findLast((one) => one.asksAgain && one.isOverdue) ?? null;
  }

  /** The newest version, begun or not. */
  async last(): Promise<PolicyVersion> {
    return this.newest(() => true);
  }

  /** The version with this number; null when there is none. */
  async find(version: number): Promise<PolicyVersion | null> {
    const versions = await this.list();
    return versions.find((one) => one.version === version) ?? null;
  }

  /** The version that a form says was shown to the resident; the current one when it names none that has begun. */
  async shownOn(form: unknown): Promise<PolicyVersion> {
    const { policy } = (form ?? {}) as { policy?: unknown };
    const shown = typeof policy === 'string' ? await this.find(Number(policy)) : null;
    return shown?.hasStarted ? shown : this.current();
  }

  /** Notes that a resident agreed. False when they had agreed to this version before. */
  async accept(sql: Sql, residentId: string, version: number): Promise<boolean> {
    return (await firstRow(sql, statements.accept, [residentId, version])) !== null;
  }

  /** The newest version a resident has agreed to; null when there is none. */
  async acceptedBy(sql: Sql, residentId: string): Promise<number | null> {
    type Row = { version: number | null };
    return (await firstRow<Row>(sql, statements.newestAccepted, [residentId]))?.version ?? null;
  }

  /** Whether a resident has agreed to the required version. Reads nothing while that is the first. */
  async hasAccepted(residentId: string): Promise<boolean> {
    return this.covers(this.database, residentId, (await this.required()).version);
  }

  /** As `hasAccepted`, for a version and in the caller's transaction. */
  async covers(sql: Sql, residentId: string, version: number): Promise<boolean> {
    return version <= first || ((await this.acceptedBy(sql, residentId)) ?? 0) >= version;
  }

  private async newest(isMeant: (one: PolicyVersion) => boolean): Promise<PolicyVersion> {
    const version = (await this.list()).findLast(isMeant);
    if (version === undefined) throw new Error('The first version of the policy is gone.');
    return version;
  }
}
