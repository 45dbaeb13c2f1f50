import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { DraftProblem } from './draft-problems.ts';
import * as statements from './drafts/statements.ts';
import { Policies } from './policies.ts';
import { PolicyPublishing } from './policy-publishing.ts';
import type { PolicyVersion } from './policy-version.ts';
import { fileOf } from './typed-draft.ts';
import type { TypedDraft } from './typed-draft.ts';

/** The draft as it was saved last. */
export interface KeptDraft {
  /** Goes up with every change, so that nobody overwrites or publishes what they have not seen. */
  revision: number;
  typed: TypedDraft;
  savedAt: Date;
}

/** The draft with everything that keeps it from being published, and the number it would get. */
export interface ReviewedDraft extends KeptDraft {
  problems: readonly DraftProblem[];
  /** When it would begin, and what it would say; null while something is wrong with it. */
  version: Pick<PolicyVersion, 'version' | 'since' | 'asksAgain' | 'changes' | 'text'> | null;
  number: number;
}

export type Saving = { kind: 'saved' } | { kind: 'changed' };

export type DraftPublication =
  | { kind: 'published'; version: PolicyVersion }
  | { kind: 'refused'; problems: readonly DraftProblem[] }
  /** What was typed is not the number that it would get. */
  | { kind: 'other-number' }
  /** Somebody has changed the draft, or published another version, since the page was made. */
  | { kind: 'changed' };

interface DraftRow {
  revision: number;
  startsOn: string;
  asksAgain: boolean;
  changes_en: string;
  changes_es: string;
  text_en: string;
  text_es: string;
  savedAt: Date;
}

/** The draft of the next version: there is one at most, and everybody who may write works on the same. */
@Injectable()
export class PolicyDrafts {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly publishing: PolicyPublishing,
  ) {}

  /** The draft, held against the rules; null when there is none. */
  async review(staff: StaffMember): Promise<ReviewedDraft | null> {
    permit(staff, 'policy.see');
    return this.reviewed();
  }

  private async reviewed(): Promise<ReviewedDraft | null> {
    const kept = await this.kept();
    if (kept === null) return null;
    const number = (await this.policies.last()).version + 1;
    const reading = await this.publishing.check(fileOf(kept.typed));
    if (reading.kind === 'refused') {
      return { ...kept, number, problems: reading.problems, version: null };
    }
    return { ...kept, number, problems: [], version: { version: number, ...reading.draft } };
  }

  /**
   * Keeps what was typed, finished or not.
   * @param revision what the page showed; null when there was no draft
   */
  async save(staff: StaffMember, typed: TypedDraft, revision: number | null): Promise<Saving> {
    permit(staff, 'policy.draft');
    const { startsOn, asksAgain, changes, text } = typed;
    const { id = 'unknown' } = staff.actor;
    const values = [startsOn, asksAgain, changes.en, changes.es, text.en, text.es, id];
    const row =
      revision === null
        ? await firstRow(this.database, statements.begin, values)
        : await firstRow(this.database, statements.change, [...values, revision]);
    return { kind: row === null ? 'changed' : 'saved' };
  }

  /** Throws the draft away. */
  async discard(staff: StaffMember, revision: number): Promise<Saving> {
    permit(staff, 'policy.draft');
    const row = await firstRow(this.database, statements.remove, [revision]);
    return { kind: row === null ? 'changed' : 'saved' };
  }

  /**
   * Publishes the draft that somebody has read, under the number that they typed. Then there is no draft any more.
   * @param typedNumber the number of the version, as a sign that it is meant
   */
  async publish(
    staff: StaffMember,
    { revision, typedNumber }: { revision: number; typedNumber: string },
  ): Promise<DraftPublication> {
    permit(staff, 'policy.change');
    const draft = await this.reviewed();
    if (draft === null) return { kind: 'changed' };
    const { version: ready, number, problems } = draft;
    if (ready === null) return { kind: 'refused', problems };
    if (typedNumber !== String(number)) return { kind: 'other-number' };
    const version = await this.database.transaction(async (sql) => {
      if ((await firstRow(sql, statements.hold, [revision])) === null) return null;
      const added = await this.publishing.add(sql, staff, ready, number);
      if (added !== null) await firstRow(sql, statements.remove, [revision]);
      return added;
    });
    if (version === null) return { kind: 'changed' };
    return { kind: 'published', version: await this.publishing.published(version) };
  }

  /** When the draft was saved last; null when there is none. */
  async waitingSince(): Promise<Date | null> {
    return (await this.kept())?.savedAt ?? null;
  }

  private async kept(sql: Sql = this.database): Promise<KeptDraft | null> {
    const row = await firstRow<DraftRow>(sql, statements.read);
    return row && keptOf(row);
  }
}

function keptOf(row: DraftRow): KeptDraft {
  const { revision, savedAt, startsOn, asksAgain } = row;
  const changes = { en: row.changes_en, es: row.changes_es };
  const text = { en: row.text_en, es: row.text_es };
  return { revision, savedAt, typed: { startsOn, asksAgain, changes, text } };
}
