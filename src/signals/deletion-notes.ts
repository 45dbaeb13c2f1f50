import { Injectable } from '@nestjs/common';
import type { Sql } from '../platform/database/statement.ts';

/** Keeps what the code of a deletion tells, for whoever has it. The module that owns those codes registers itself. */
export interface DeletionNotes {
  /** The link's information is gone. */
  linkGone(sql: Sql, code: string): Promise<void>;
  /** It will be gone in so many seconds at the latest. */
  linkWaits(sql: Sql, code: string, seconds: number): Promise<void>;
  /** Staff looked at it, and the links stay. */
  linksStay(sql: Sql, codes: readonly string[]): Promise<void>;
}

/** Where signals note what their codes tell. */
@Injectable()
export class NotedDeletions {
  private notes: DeletionNotes | null = null;

  /** Called while the service starts. */
  keptBy(notes: DeletionNotes): void {
    this.notes = notes;
  }

  get book(): DeletionNotes {
    if (this.notes === null) throw new Error('Nobody keeps the codes of deletions.');
    return this.notes;
  }
}
