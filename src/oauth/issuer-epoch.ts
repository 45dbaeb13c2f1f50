import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import type { Actor, EndReason } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { Revocations } from '../revocations/revocations.ts';

/** The epoch that covers every session, grant and token of this issuer. */
@Injectable()
export class IssuerEpoch {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly revocations: Revocations,
    private readonly ledger: Ledger,
  ) {}

  /** Ends everything there is at once: residents sign in anew and are asked anew. Links stay. */
  async raise(reason: EndReason, actor: Actor): Promise<void> {
    await this.database.transaction(async (sql) => {
      await this.revocations.raise(sql, { rule: 'issuer', id: this.config.issuer });
      await this.ledger.record(sql, { type: 'issuer.epoch-raised', actor, reason });
    });
  }
}
