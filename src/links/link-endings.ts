import { Injectable } from '@nestjs/common';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import { LinkSeal } from './link-seal.ts';
import type { LinkRow } from './link-seal.ts';
import type { Farewell, RemovalStep, RemovedLink } from './removal.ts';

/** What ends with a link, in a transaction that has locked the resident. */
@Injectable()
export class LinkEndings {
  private readonly farewells: Farewell[] = [];
  private readonly steps: RemovalStep[] = [];

  constructor(
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
    private readonly seal: LinkSeal,
  ) {}

  /** Adds work for whenever a link, or what was opened with it, ends. */
  also(step: RemovalStep): void {
    this.steps.push(step);
  }

  /** Adds what is owed to a provider whose link somebody else removes. */
  farewellBy(farewell: Farewell): void {
    this.farewells.push(farewell);
  }

  /** Ends whatever was signed in or begun with a link. */
  async endWhatIsOpen(sql: Sql, link: RemovedLink): Promise<void> {
    await this.revocations.raise(sql, { rule: 'link', id: link.linkId });
    for (const step of this.steps) await step(sql, link);
  }

  /** Does what is owed to the provider of a link that is gone. */
  async sayFarewell(sql: Sql, removed: RemovedLink, row: LinkRow): Promise<void> {
    if (this.farewells.length === 0) return;
    const subject = this.seal.subjectOf(row);
    for (const farewell of this.farewells) await farewell(sql, removed, subject);
  }

  /** The resident has no link left, and did not want that. */
  async cutOff(sql: Sql, residentId: string, actor: Actor): Promise<void> {
    await this.revocations.raise(sql, { rule: 'resident', id: residentId });
    await this.residents.markUnreachable(sql, residentId);
    await this.ledger.record(sql, { type: 'resident.unreachable', actor, residentId });
  }
}
