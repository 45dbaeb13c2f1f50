import { Injectable } from '@nestjs/common';
import type { LedgerEvent, ReasonCode, StaffMember } from '../ledger/event-catalogue.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Recipient } from '../ledger/ledger.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Revocations } from '../revocations/revocations.ts';
import type { Grant } from './grant.ts';

/** Why a grant ends before its time. */
export type GrantEnd = 'app-request' | 'code-replayed' | 'refresh-reused';

/** Ends grants: with the commit every token and refresh token made from one is dead, and the ledger says why. */
@Injectable()
export class GrantEndings {
  constructor(
    private readonly ledger: Ledger,
    private readonly revocations: Revocations,
  ) {}

  /** Ends one grant inside the caller's transaction. */
  async end(sql: Sql, grant: Grant, why: GrantEnd): Promise<void> {
    await this.revocations.raise(sql, { rule: 'grant', id: grant.id });
    await this.ledger.record(sql, eventOf(grant, why), recipientsOf(grant, why));
  }

  /** Ends one grant at the word of staff, inside the caller's transaction. Its app must hear of it. */
  async endByStaff(
    sql: Sql,
    grant: Grant,
    { actor, role, reason }: StaffMember & { reason: ReasonCode },
  ): Promise<void> {
    await this.revocations.raise(sql, { rule: 'grant', id: grant.id });
    const what = { ...subjectOf(grant), cause: 'staff', reason, role };
    const recipient = { appId: grant.appId, subject: grant.subject };
    await this.ledger.record(sql, { type: 'grant.revoked', actor, ...what }, [recipient]);
  }
}

/** An app that asked for it knows. One whose tokens somebody else had must hear of it. */
function recipientsOf({ appId, subject, residentId }: Grant, why: GrantEnd): Recipient[] {
  return why === 'app-request' || residentId === null ? [] : [{ appId, subject }];
}

function eventOf(grant: Grant, why: GrantEnd): LedgerEvent {
  const actor = { kind: 'app', id: grant.appId } as const;
  const what = { actor, ...subjectOf(grant) };
  switch (why) {
    case 'app-request':
      return { type: 'grant.revoked', ...what, cause: why };
    case 'code-replayed':
      return { type: 'code.replayed', ...what };
    case 'refresh-reused':
      return { type: 'refresh.reused', ...what };
    default:
      return why satisfies never;
  }
}

function subjectOf({ id, appId, residentId }: Grant) {
  return { ...(residentId !== null && { residentId }), appId, grantId: id };
}
