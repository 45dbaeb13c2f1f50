import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.ts';
import { byStaff } from '../ledger/event-catalogue.ts';
import type { Actor, BlockPeriod, ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import type { RemovalOrder, StaffRemovalOutcome } from '../links/removal.ts';
import { permit } from '../permissions/permissions.ts';
import type { StaffRole } from '../permissions/permissions.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { isSame } from './plan.ts';
import type { LinkDates } from './plan.ts';
import * as statements from './statements/requests.ts';

/** As `LinkRemoval` says it; over the hourly limit the revocation `waits` for a second person under an id. */
export type RevocationOutcome =
  Exclude<StaffRemovalOutcome, { kind: 'needs-approval' }> | { kind: 'waits'; request: string };

/** `expired`: nobody decided in time. */
export type RequestState = 'waiting' | 'approved' | 'rejected' | 'expired';

/** A revocation that a second person decides. */
export interface RevocationRequest {
  id: string;
  linkId: string;
  reason: ReasonCode;
  /** The number of a case elsewhere, if there is one. */
  ticket: string | null;
  blockFor: BlockPeriod | null;
  requestedBy: Actor;
  role: StaffRole | null;
  state: RequestState;
  requestedAt: Date;
  /** Until when it can be decided. */
  endsAt: Date;
}

/** The same with the link it is about; null when that is gone. */
export interface RequestWithLink extends RevocationRequest {
  link: LinkDates | null;
}

/** `own-request`: whoever asked never approves. `not-waiting`: it was decided, or nobody did in time. */
export type RequestApproval =
  { kind: 'removed' | 'already-removed' } | { kind: 'own-request' } | { kind: 'not-waiting' };

interface RequestRow extends Omit<RevocationRequest, 'requestedBy'> {
  actorKind: Actor['kind'];
  actor: string;
}

interface RowWithLink extends RequestRow, Omit<LinkDates, 'residentId'> {
  residentId: string | null;
}

/** Single revocations, and what becomes of those over the hourly limit. */
@Injectable()
export class RevocationRequests {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly removal: LinkRemoval,
  ) {}

  /** Revokes a link, or where one person may not do it alone asks for it. Asking again for the same link changes nothing. */
  async revoke(order: RemovalOrder): Promise<RevocationOutcome> {
    const outcome = await this.removal.byStaff(order);
    if (outcome.kind !== 'needs-approval') return outcome;
    return { kind: 'waits', request: await this.ask(order) };
  }

  /** What waits now, oldest first. */
  async list(staff: StaffMember): Promise<RequestWithLink[]> {
    permit(staff, 'link.revoke');
    const rows = await this.database.run<RowWithLink>(statements.list);
    return rows.map(withLink);
  }

  /** One request, decided or not, as long as it is known; else null. */
  async find(staff: StaffMember, id: string): Promise<RequestWithLink | null> {
    permit(staff, 'link.revoke');
    const row = await firstRow<RowWithLink>(this.database, statements.find, [id]);
    return row && withLink(row);
  }

  /** Revokes the link in this very transaction, as whoever asked for it and for their reason. */
  async approve(staff: StaffMember, id: string): Promise<RequestApproval> {
    permit(staff, 'approval.give');
    return this.database.transaction(async (sql) => {
      const request = await this.lock(sql, id);
      if (request === null) return { kind: 'not-waiting' };
      if (isSame(staff.actor, request.requestedBy)) return { kind: 'own-request' };
      const outcome = await this.removal.ordered(sql, orderOf(request));
      await this.decide(sql, request, { staff, isApproved: true });
      return { kind: outcome.kind === 'removed' ? 'removed' : 'already-removed' };
    });
  }

  /** Refuses a revocation. False when it does not wait any more. */
  async reject(staff: StaffMember, id: string): Promise<boolean> {
    permit(staff, 'approval.give');
    return this.database.transaction(async (sql) => {
      const request = await this.lock(sql, id);
      if (request === null) return false;
      await this.decide(sql, request, { staff, isApproved: false });
      return true;
    });
  }

  private ask(order: RemovalOrder): Promise<string> {
    const { actor, role, linkId, reason, ticket, blockFor } = order;
    const known = [newId(), linkId, reason, ticket, blockFor, actor.kind, actor.id, role];
    return this.database.transaction(async (sql) => {
      await sql.run(statements.clear, [linkId]);
      const made = await firstRow<{ id: string; isNew: boolean }>(sql, statements.ask, known);
      if (made === null) throw new Error('A request returned no row.');
      const { id: request, isNew } = made;
      const why = { reason, ...(ticket !== undefined && { ticket }) };
      const event = { ...byStaff({ actor, role }), request, linkId, ...why };
      if (isNew) await this.ledger.record(sql, { type: 'approval.requested', ...event });
      return request;
    });
  }

  private async lock(sql: Sql, id: string): Promise<RevocationRequest | null> {
    const row = await firstRow<RequestRow>(sql, statements.lock, [id]);
    return row && requestOf(row);
  }

  private async decide(
    sql: Sql,
    { id: request, linkId }: RevocationRequest,
    { staff, isApproved }: { staff: StaffMember; isApproved: boolean },
  ): Promise<void> {
    await sql.run(statements.decide, [request, isApproved ? 'approved' : 'rejected']);
    const type = isApproved ? 'approval.given' : 'approval.refused';
    await this.ledger.record(sql, { type, ...byStaff(staff), request, linkId });
  }
}

function requestOf({ actorKind: kind, actor: id, ...row }: RequestRow): RevocationRequest {
  return { ...row, requestedBy: { kind, id } };
}

function withLink({
  residentId,
  provider,
  linkedAt,
  usedAt,
  ...row
}: RowWithLink): RequestWithLink {
  const link = residentId === null ? null : { residentId, provider, linkedAt, usedAt };
  return { ...requestOf(row), link };
}

function orderOf(request: RevocationRequest): RemovalOrder {
  const { linkId, reason, ticket, blockFor, requestedBy: actor, role } = request;
  return {
    linkId,
    reason,
    actor,
    ...(ticket !== null && { ticket }),
    ...(role !== null && { role }),
    ...(blockFor !== null && { blockFor }),
  };
}
