import { Injectable } from '@nestjs/common';
import type { ErasedFor } from '../ledger/event-catalogue.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import { forgetTrips } from '../sign-in/trips-in-flight.ts';
import { Deletions } from './deletions.ts';

/** What is left of a resident when the links are gone. */
@Injectable()
export class Remains {
  constructor(
    private readonly deletions: Deletions,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Clears it away in the caller's transaction and returns the code of the deletion, if there is a new one.
   */
  async clear(sql: Sql, residentId: string, cause: ErasedFor): Promise<string | null> {
    const code = await this.deletions.finish(sql, residentId, cause);
    await forgetTrips(sql, residentId);
    await this.residents.remove(sql, residentId);
    await this.revocations.forgetResident(sql, residentId);
    return code;
  }
}
