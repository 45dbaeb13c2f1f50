import { Injectable } from '@nestjs/common';
import { addDeleted } from '../platform/jobs/deleted-rows.ts';
import type { Deletion } from '../platform/jobs/housekeeping.ts';
import { Sessions } from '../residents/sessions.ts';
import type { Session } from '../residents/sessions.ts';
import { Proofs } from '../sign-in/proofs.ts';
import { Deletions } from './deletions.ts';
import { Erasure } from './erasure.ts';
import type { ErasureOutcome } from './erasure.ts';

/** So many at a time, so that a minute with a crowd leaves room for other work. */
const atMost = 50;

/** Erases residents who wished for it: at once with a fresh proof, or when they have waited long enough. */
@Injectable()
export class WishedErasures {
  constructor(
    private readonly deletions: Deletions,
    private readonly erasure: Erasure,
    private readonly proofs: Proofs,
    private readonly sessions: Sessions,
  ) {}

  /** Erases the resident of a session and uses its proof up. `not-now` without a live one, or without the session. */
  now(session: Session): Promise<ErasureOutcome> {
    return this.erasure.eraseResident(
      session.residentId,
      'resident',
      async (sql) =>
        (await this.sessions.lock(sql, session)) && this.proofs.take(sql, session, 'erase'),
    );
  }

  /** The erasures that have waited long enough, as housekeeping does them. */
  due(): Deletion {
    return { atMost, due: () => this.deletions.countDue(), run: () => this.whatIsDue() };
  }

  /**
   * Erases who is due, each in a transaction of its own, and returns how many. Any number of processes may do it at
   * once: each resident goes once. One that cannot be erased does not keep the others waiting.
   */
  private async whatIsDue(): Promise<number> {
    let erased = 0;
    const failures: unknown[] = [];
    for (const residentId of await this.deletions.due(atMost)) {
      try {
        if (await this.eraseDue(residentId)) erased += 1;
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw failures[0];
    return erased;
  }

  private async eraseDue(residentId: string): Promise<boolean> {
    const outcome = await this.erasure.eraseResident(residentId, 'held', async (sql) => {
      const isDue = await this.deletions.isDue(sql, residentId);
      if (isDue) await addDeleted(sql, 'held', 1);
      return isDue;
    });
    return outcome.kind === 'erased';
  }
}
