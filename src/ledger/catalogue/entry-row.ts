import type { Actor, LedgerEvent } from '../event-catalogue.ts';

/** A row of `civic.ledger_entry`. Three ids have columns of their own, to be searched by; the rest is `detail`. */
export interface EntryRow {
  id: string;
  at: Date;
  type: string;
  actor_kind: Actor['kind'];
  actor: string | null;
  resident_id: string | null;
  link_id: string | null;
  app_id: string | null;
  detail: Record<string, unknown>;
}

interface SearchableIds {
  residentId?: string;
  linkId?: string;
  appId?: string;
}

/** The values of a new row, in the order of the insert statement. */
export function valuesOf(event: LedgerEvent): unknown[] {
  const { type, actor, residentId, linkId, appId, ...detail }: LedgerEvent & SearchableIds = event;
  return [type, actor.kind, actor.id, residentId, linkId, appId, detail];
}

/** The event as it was recorded. */
export function eventOf(row: EntryRow): LedgerEvent {
  const actor: Actor = { kind: row.actor_kind, ...(row.actor !== null && { id: row.actor }) };
  const ids = { residentId: row.resident_id, linkId: row.link_id, appId: row.app_id };
  const known = Object.entries(ids).filter(([, value]) => value !== null);
  // Only checked events are ever written, so what comes back is one.
  return { type: row.type, actor, ...Object.fromEntries(known), ...row.detail } as LedgerEvent;
}
