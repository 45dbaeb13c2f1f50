import { Injectable } from '@nestjs/common';
import type { Actor, ReasonCode } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Recipient } from '../ledger/ledger.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { Revocations } from '../revocations/revocations.ts';
import * as statements from './statements/links.ts';

/** A link that is being removed, without anything that came from the provider. */
export interface RemovedLink {
  linkId: string;
  residentId: string;
  provider: string;
}

/** Work another module adds to every removal, in the same transaction. */
export type RemovalStep = (sql: Sql, removed: RemovedLink) => Promise<void>;

/** Which apps must hear that something of a resident ended; asked in the same transaction, before anything is gone. */
export type RecipientSource = (sql: Sql, residentId: string) => Promise<Recipient[]>;

export interface RemovalOrder {
  linkId: string;
  actor: Actor;
  reason: ReasonCode;
}

/** A link was removed now, or was not there any more. */
export type RemovalOutcome =
  | { kind: 'removed'; residentId: string; provider: string; wasOnlyLink: boolean }
  | { kind: 'gone' };

/** `last-link`: a resident is asked first, because nobody can sign in without a link. */
export type ResidentRemovalOutcome = RemovalOutcome | { kind: 'last-link' };

/** Repeating a revocation changes nothing and says so; a link that never was is something else. */
export type StaffRemovalOutcome =
  | Extract<RemovalOutcome, { kind: 'removed' }>
  | { kind: 'already-removed' }
  | { kind: 'no-such-link' };

/**
 * Removes links: the row is deleted, the link's epoch raised, everything in flight deleted and the ledger written
 * in one transaction. What the link had opened is dead because it asks.
 */
@Injectable()
export class LinkRemoval {
  private readonly steps: RemovalStep[] = [];
  private recipientSource: RecipientSource = async () => [];

  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly revocations: Revocations,
  ) {}

  /** Adds work to every removal: modules above delete what they hold in flight for the link. */
  alsoOnRemoval(step: RemovalStep): void {
    this.steps.push(step);
  }

  /** Names the module that knows which apps must hear of a removal. */
  recipientsFrom(source: RecipientSource): void {
    this.recipientSource = source;
  }

  /** The apps that must hear of a change to this resident. */
  recipientsOf(sql: Sql, residentId: string): Promise<Recipient[]> {
    return this.recipientSource(sql, residentId);
  }

  /** A resident removes one of several links. The last one needs a choice first. */
  byResident(residentId: string, linkId: string): Promise<ResidentRemovalOutcome> {
    return this.database.transaction(async (sql) => {
      await this.residents.lock(sql, residentId);
      if ((await this.count(sql, residentId)) === 1 && (await this.isOf(sql, residentId, linkId))) {
        return { kind: 'last-link' };
      }
      const actor: Actor = { kind: 'resident', id: residentId };
      return this.remove(sql, residentId, { linkId, actor, reason: 'resident_request' });
    });
  }

  /** Staff revoke a link. If it was the only one, the resident becomes unreachable. */
  async byStaff(order: RemovalOrder): Promise<StaffRemovalOutcome> {
    const outcome = await this.database.transaction<RemovalOutcome>(async (sql) => {
      const owner = await this.ownerOf(sql, order.linkId);
      if (owner === null || !(await this.residents.lock(sql, owner))) return { kind: 'gone' };
      const removal = await this.remove(sql, owner, order);
      if (removal.kind === 'removed' && removal.wasOnlyLink)
        await this.cutOff(sql, owner, order.actor);
      return removal;
    });
    if (outcome.kind === 'removed') return outcome;
    const history = await this.ledger.ofLink(order.linkId);
    const wasRemoved = history.some(({ event }) => event.type === 'link.removed');
    return { kind: wasRemoved ? 'already-removed' : 'no-such-link' };
  }

  /** One removal inside a transaction that has locked the resident. */
  async remove(sql: Sql, residentId: string, order: RemovalOrder): Promise<RemovalOutcome> {
    const { linkId, actor, reason } = order;
    const recipients = await this.recipientSource(sql, residentId);
    const row = await firstRow<{ provider: string }>(sql, statements.remove, [linkId, residentId]);
    if (row === null) return { kind: 'gone' };
    const removed = { linkId, residentId, provider: row.provider };
    await this.revocations.raise(sql, { rule: 'link', id: linkId });
    for (const step of this.steps) await step(sql, removed);
    const onlyLink = (await this.count(sql, residentId)) === 0;
    const event = { type: 'link.removed', actor, ...removed, reason, onlyLink } as const;
    await this.ledger.record(sql, event, recipients);
    return { kind: 'removed', residentId, provider: row.provider, wasOnlyLink: onlyLink };
  }

  private async cutOff(sql: Sql, residentId: string, actor: Actor): Promise<void> {
    await this.revocations.raise(sql, { rule: 'resident', id: residentId });
    await this.residents.markUnreachable(sql, residentId);
    await this.ledger.record(sql, { type: 'resident.unreachable', actor, residentId });
  }

  private async count(sql: Sql, residentId: string): Promise<number> {
    return (await firstRow<{ count: number }>(sql, statements.countOf, [residentId]))?.count ?? 0;
  }

  private async isOf(sql: Sql, residentId: string, linkId: string): Promise<boolean> {
    return (await this.ownerOf(sql, linkId)) === residentId;
  }

  private async ownerOf(sql: Sql, linkId: string): Promise<string | null> {
    const row = await firstRow<{ resident_id: string }>(sql, statements.residentOf, [linkId]);
    return row?.resident_id ?? null;
  }
}
