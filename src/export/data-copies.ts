/**
 * Export: what residents take away with them.
 *
 * Owns: the copy of everything kept about a resident, and the signed receipt of a link.
 * Does not: read another module's tables: each says what it keeps, and what it leaves out and why.
 * Hands off to: sign-in (the fresh proof), ledger (that a copy was made), keys (the signature).
 */
import { Injectable } from '@nestjs/common';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import type { Kept, KeptRow, KeptTable } from '../platform/database/kept.ts';
import { Residents } from '../residents/residents.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Proofs } from '../sign-in/proofs.ts';
import { CopyParts } from './copy-parts.ts';

/** One kind of thing that is kept, with its rows. */
export interface CopyPart {
  about: KeptTable;
  rows: AsyncIterable<KeptRow>;
}

/** A file to keep, or a page to print. */
export type CopyForm = 'file' | 'page';

/** A copy can be made again and again while the proof is fresh; each is in the ledger. */
export type CopyStart = { kind: 'started'; parts: readonly CopyPart[] } | { kind: 'not-proved' };

/** Makes copies of everything kept about one resident. */
@Injectable()
export class DataCopies {
  constructor(
    private readonly database: Database,
    private readonly kept: CopyParts,
    private readonly ledger: Ledger,
    private readonly proofs: Proofs,
    private readonly residents: Residents,
    private readonly sessions: Sessions,
  ) {}

  /**
   * Notes that a copy is made, if the session has a fresh proof for it, and only then lets anybody read. The rows are
   * read while they are asked for, so that a long activity never is in memory as a whole.
   */
  async start(session: Session, form: CopyForm): Promise<CopyStart> {
    const { residentId } = session;
    const isAllowed = await this.database.transaction(async (sql) => {
      const isThere = await this.residents.lock(sql, residentId);
      if (!isThere || !(await this.sessions.lock(sql, session))) return false;
      if (!(await this.proofs.isLiveIn(sql, session, 'export'))) return false;
      const actor = { kind: 'resident', id: residentId } as const;
      await this.ledger.record(sql, { type: 'data.exported', actor, residentId, form });
      return true;
    });
    if (!isAllowed) return { kind: 'not-proved' };
    return { kind: 'started', parts: this.kept.all.map((kept) => this.part(kept, residentId)) };
  }

  private part(kept: Kept, residentId: string): CopyPart {
    return { about: kept, rows: kept.read(this.database, residentId) };
  }
}
