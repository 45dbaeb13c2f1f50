import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../ledger/event-catalogue.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { readNewest, readState } from './statements/sealing.ts';

/** How long entries may wait for their seal before somebody should look. It takes half a second when all is well. */
export const longestWait = 10;

/** How far the seal is. */
export interface SealProgress {
  /** The newest sealed entry; 0 of a ledger that is not sealed at all. */
  sealed: number;
  /** Entries without a seal, at most 10,000 of them. */
  waiting: number;
  /** How long the oldest of them waits. */
  lateSeconds: number;
  /** The newest checkpoint, when it was made, and what to keep of it elsewhere. */
  checkpoint: { seq: number; madeAt: Date; token: string } | null;
}

/** Tells staff whether sealing keeps up. */
@Injectable()
export class SealState {
  constructor(private readonly database: Database) {}

  async now(staff: StaffMember): Promise<SealProgress> {
    permit(staff, 'audit.see');
    return this.read();
  }

  /** The same for what works by itself. */
  async read(): Promise<SealProgress> {
    const row = await firstRow<{ sealed: string | null; waiting: number; late: number }>(
      this.database,
      readState,
    );
    const newest = await firstRow<{ seq: string; made_at: Date; token: string }>(
      this.database,
      readNewest,
      ['checkpoint'],
    );
    return {
      sealed: Number(row?.sealed ?? 0),
      waiting: row?.waiting ?? 0,
      lateSeconds: row?.late ?? 0,
      checkpoint: newest && {
        seq: Number(newest.seq),
        madeAt: newest.made_at,
        token: newest.token,
      },
    };
  }
}
