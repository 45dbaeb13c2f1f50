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
import type { DraftProblem, DraftProblemCode } from './draft-problems.ts';
import { Policies } from './policies.ts';
import { readDraft } from './policy-draft.ts';
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
    const reading = readDraft(file, this.config.site.timeZone);
    if (reading.kind === 'refused') return reading;
    const { since } = reading.draft;
    if (since.getTime() < this.clock.milliseconds() - days(1) * 1000) return tooEarly('too-early');
    const last = await this.policies.last();
    if (since > last.since) return reading;
    return tooEarly('too-soon', [`version ${last.version}, ${last.since.toISOString()}`]);
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

function tooEarly(code: DraftProblemCode, about: readonly string[] = []): DraftReading {
  return { kind: 'refused', problems: [problemAt(['startsAt'], code, about)] };
}
