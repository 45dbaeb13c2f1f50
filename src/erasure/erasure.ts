import { Injectable } from '@nestjs/common';
import { newConfirmationCode } from '../kernel/confirmation-code.ts';
import { Ledger } from '../ledger/ledger.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import { Links } from '../links/links.ts';
import { Database } from '../platform/database/database.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';

/** How an erasure ended; the code stands for the deletion and for nobody. */
export type ErasureOutcome = { kind: 'erased'; code: string } | { kind: 'gone' };

/**
 * Erasure: everything about one resident gone.
 *
 * Owns: the one transaction that erases a resident.
 * Does not: keep anything but the ledger's pseudonymous note that it happened.
 * Hands off to: links, residents and revocations, each of which erases its own.
 */
@Injectable()
export class Erasure {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly links: Links,
    private readonly removal: LinkRemoval,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** Erases a resident at the resident's own wish: links, subjects, sessions, consents and grants, all or nothing. */
  eraseResident(residentId: string): Promise<ErasureOutcome> {
    return this.database.transaction(async (sql) => {
      if (!(await this.residents.lock(sql, residentId))) return { kind: 'gone' };
      const actor = { kind: 'resident', id: residentId } as const;
      const recipients = await this.removal.recipientsOf(sql, residentId);
      const linkIds = await this.links.idsOf(sql, residentId);
      for (const linkId of linkIds) {
        await this.removal.remove(sql, residentId, { linkId, actor, reason: 'erasure' });
      }
      await this.revocations.raise(sql, { rule: 'resident', id: residentId });
      await this.residents.remove(sql, residentId);
      const code = newConfirmationCode();
      const event = {
        type: 'resident.erased',
        actor,
        residentId,
        links: linkIds.length,
        code,
      } as const;
      await this.ledger.record(sql, event, recipients);
      return { kind: 'erased', code };
    });
  }
}
