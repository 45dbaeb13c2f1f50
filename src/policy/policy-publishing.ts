import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { days } from '../kernel/duration.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { problemAt } from './draft-problems.ts';
import type { DraftProblem } from './draft-problems.ts';
import { Policies } from './policies.ts';
import { readDraft, startIn } from './policy-draft.ts';
import type { DraftReading, PolicyDraft } from './policy-draft.ts';
import type { PolicyVersion } from './policy-version.ts';
import { KnownVersions } from './versions/known-versions.ts';
import { insertNext } from './versions/statements.ts';

export type Publication =
  | { kind: 'published'; version: PolicyVersion }
  | { kind: 'refused'; problems: readonly DraftProblem[] };

/** Publishing versions: the one place that knows what a version must be like, whoever publishes it and from where. */
@Injectable()
export class PolicyPublishing {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly known: KnownVersions,
    private readonly ledger: Ledger,
    private readonly policies: Policies,
  ) {}

  /**
   * Publishes the version after the newest. It begins by itself on every process, and cannot be changed any more.
   * @param file as `docs/policy.md` describes it
   */
  async publish(staff: StaffMember, file: unknown): Promise<Publication> {
    permit(staff, 'policy.change');
    const reading = await this.check(file);
    if (reading.kind === 'refused') return reading;
    const version = await this.database.transaction((sql) => this.add(sql, staff, reading.draft));
    this.known.forget();
    // Another was quicker: this one comes after it, if it begins later.
    if (version === null) return this.publish(staff, file);
    return { kind: 'published', version: await this.published(version) };
  }

  /** Reads a draft and holds it against everything that it must be. Changes nothing. */
  async check(file: unknown): Promise<DraftReading> {
    const { timeZone } = this.config.site;
    const reading = readDraft(file, timeZone);
    const start = startIn(file, timeZone);
    const early = start && (await this.tooEarly(start));
    if (early === null) return reading;
    const others = reading.kind === 'refused' ? reading.problems : [];
    return { kind: 'refused', problems: [early, ...others] };
  }

  /** What is wrong with a start that is past, or not after that of the last version. */
  private async tooEarly(start: Date): Promise<DraftProblem | null> {
    const earliest = this.clock.milliseconds() - days(1) * 1000;
    if (start.getTime() < earliest) return problemAt(['startsAt'], 'too-early');
    const last = await this.policies.last();
    if (start > last.since) return null;
    const about = [`version ${last.version}, ${last.since.toISOString()}`];
    return problemAt(['startsAt'], 'too-soon', about);
  }

  /**
   * Adds a draft that was checked, in the caller's transaction.
   * @param expected the number it must get, where somebody has read it
   * @returns its number; null when another version came in between
   */
  async add(
    sql: Sql,
    staff: StaffMember,
    draft: PolicyDraft,
    expected: number | null = null,
  ): Promise<number | null> {
    const { since, asksAgain, changes, text } = draft;
    const values = [since, asksAgain, changes.en, changes.es, text?.en, text?.es, expected];
    const row = await firstRow<{ version: number }>(sql, insertNext, values);
    if (row === null) return null;
    const policyVersion = String(row.version);
    const by = byStaff(staff);
    await this.ledger.record(sql, { type: 'policy.published', ...by, policyVersion, asksAgain });
    return row.version;
  }

  /** A version that was added, read anew. */
  async published(version: number): Promise<PolicyVersion> {
    this.known.forget();
    const published = await this.policies.find(version);
    if (published === null) throw new Error('A version that was just published is gone.');
    return published;
  }
}
