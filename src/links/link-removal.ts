import { Injectable } from '@nestjs/common';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { Actor } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Recipient } from '../ledger/ledger.ts';
import { permit } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Residents } from '../residents/residents.ts';
import { LinkBlocks } from './link-blocks.ts';
import { LinkEndings } from './link-endings.ts';
import type { LinkRow } from './link-seal.ts';
import type {
  Farewell,
  RecipientSource,
  RemovalNotice,
  RemovalOrder,
  RemovalOutcome,
  RemovalStep,
  ResidentRemovalOutcome,
  StaffRemovalOutcome,
} from './removal.ts';
import { SingleRevokes } from './single-revokes.ts';
import * as statements from './statements/links.ts';

/**
 * Removes links: the row is deleted, the link's epoch raised, everything in flight deleted and the ledger written
 * in one transaction. What the link had opened is dead because it asks.
 */
@Injectable()
export class LinkRemoval {
  private recipientSource: RecipientSource = async () => [];

  constructor(
    private readonly blocks: LinkBlocks,
    private readonly database: Database,
    private readonly endings: LinkEndings,
    private readonly ledger: Ledger,
    private readonly residents: Residents,
    private readonly singles: SingleRevokes,
  ) {}

  /** Adds work to every removal: modules above delete what they hold in flight for the link. */
  alsoOnRemoval(step: RemovalStep): void {
    this.endings.also(step);
  }

  /** Adds what is owed to a provider whose link somebody else removes. */
  farewellBy(farewell: Farewell): void {
    this.endings.farewellBy(farewell);
  }

  /** Names the module that knows which apps must hear of a removal. */
  recipientsFrom(source: RecipientSource): void {
    this.recipientSource = source;
  }

  /** The apps that must hear of a change to this resident; with a link that ends, what was signed in through it, too. */
  recipientsOf(sql: Sql, residentId: string, linkId: string | null = null): Promise<Recipient[]> {
    return this.recipientSource(sql, residentId, linkId);
  }

  /**
   * A resident removes one of several links. The last one with which they can sign in needs a choice first; a second
   * click changes nothing.
   */
  async byResident(residentId: string, linkId: string): Promise<ResidentRemovalOutcome> {
    const outcome = await this.removeOneOfSeveral(residentId, linkId);
    if (outcome.kind !== 'gone') return outcome;
    const earlier = await this.noticeOf(residentId, linkId);
    return earlier ? { kind: 'already-removed', ...earlier } : outcome;
  }

  /** The removal of a link that the resident had; null when there was none. */
  async noticeOf(residentId: string, linkId: string): Promise<RemovalNotice | null> {
    for (const { id, event } of await this.ledger.ofLink(linkId)) {
      if (event.type !== 'link.removed' || event.residentId !== residentId) continue;
      return { provider: event.provider, told: await this.ledger.toldOf(id) };
    }
    return null;
  }

  private removeOneOfSeveral(
    residentId: string,
    linkId: string,
  ): Promise<RemovalOutcome | { kind: 'last-link' }> {
    return this.database.transaction(async (sql) => {
      await this.residents.lock(sql, residentId);
      const isTheirs = await this.isOf(sql, residentId, linkId);
      if (isTheirs && !(await this.hasAnotherWayIn(sql, residentId, linkId))) {
        return { kind: 'last-link' };
      }
      const actor: Actor = { kind: 'resident', id: residentId };
      return this.remove(sql, residentId, { linkId, actor, reason: 'resident_request' });
    });
  }

  /**
   * Staff revoke a link, and may keep its account away for a while. If it was the only one, the resident becomes
   * unreachable. Over the hourly limit nothing happens: a second person is needed.
   */
  async byStaff(order: RemovalOrder): Promise<StaffRemovalOutcome> {
    permit(order, 'link.revoke');
    if (order.blockFor !== undefined) permit(order, 'link.block');
    const outcome = await this.database.transaction((sql) => this.singly(sql, order));
    return outcome.kind === 'gone' ? this.whyGone(order.linkId) : outcome;
  }

  /**
   * The same removal in the caller's transaction, and without the hourly limit: who may, and how many, was settled
   * before. `gone` when there is no such link now.
   */
  async ordered(sql: Sql, order: RemovalOrder): Promise<RemovalOutcome> {
    const owner = await this.ownerOf(sql, order.linkId);
    if (owner === null || !(await this.residents.lock(sql, owner))) return { kind: 'gone' };
    const removal = await this.remove(sql, owner, order);
    if (removal.kind === 'removed' && removal.wasOnlyLink)
      await this.endings.cutOff(sql, owner, order.actor);
    return removal;
  }

  private async singly(
    sql: Sql,
    order: RemovalOrder,
  ): Promise<RemovalOutcome | { kind: 'needs-approval' }> {
    if ((await this.ownerOf(sql, order.linkId)) === null) return { kind: 'gone' };
    if (!(await this.singles.hasRoom(sql, order.actor))) return { kind: 'needs-approval' };
    const removal = await this.ordered(sql, order);
    if (removal.kind === 'removed') await this.singles.note(sql, order.actor, order.linkId);
    return removal;
  }

  private async whyGone(linkId: string): Promise<StaffRemovalOutcome> {
    const history = await this.ledger.ofLink(linkId);
    const wasRemoved = history.some(({ event }) => event.type === 'link.removed');
    return { kind: wasRemoved ? 'already-removed' : 'no-such-link' };
  }

  /** One removal inside a transaction that has locked the resident. */
  async remove(sql: Sql, residentId: string, order: RemovalOrder): Promise<RemovalOutcome> {
    const { linkId, reason, ticket } = order;
    const recipients = await this.recipientSource(sql, residentId, linkId);
    const row = await firstRow<LinkRow>(sql, statements.remove, [linkId, residentId]);
    if (row === null) return { kind: 'gone' };
    const { provider } = row;
    const removed = { linkId, residentId, provider };
    await this.endings.endWhatIsOpen(sql, removed);
    if (order.actor.kind !== 'provider') await this.endings.sayFarewell(sql, removed, row);
    const wasOnlyLink = (await this.count(sql, residentId)) === 0;
    const why = { reason, ...(ticket !== undefined && { ticket }) };
    const event = { ...byStaff(order), ...removed, ...why, onlyLink: wasOnlyLink };
    const entry = await this.ledger.record(sql, { type: 'link.removed', ...event }, recipients);
    const { blockFor: period, ...by } = order;
    const block = period && (await this.blocks.make(sql, { ...by, row, removed, period }));
    const told = recipients.map(({ appId }) => appId);
    return {
      kind: 'removed',
      entry,
      residentId,
      provider,
      wasOnlyLink,
      told,
      ...(block && { block }),
    };
  }

  private async count(sql: Sql, residentId: string): Promise<number> {
    return (await firstRow<{ count: number }>(sql, statements.countOf, [residentId]))?.count ?? 0;
  }

  /** What its provider calls disabled is no way in, and may stay so for ever. */
  private async hasAnotherWayIn(sql: Sql, residentId: string, linkId: string): Promise<boolean> {
    const values = [residentId, linkId];
    const row = await firstRow<{ count: number }>(sql, statements.countUsableBesides, values);
    return (row?.count ?? 0) > 0;
  }

  private async isOf(sql: Sql, residentId: string, linkId: string): Promise<boolean> {
    return (await this.ownerOf(sql, linkId)) === residentId;
  }

  private async ownerOf(sql: Sql, linkId: string): Promise<string | null> {
    const row = await firstRow<{ resident_id: string }>(sql, statements.residentOf, [linkId]);
    return row?.resident_id ?? null;
  }
}
