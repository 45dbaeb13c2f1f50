import type { EventType, LedgerEvent } from '../ledger/event-catalogue.ts';

/** What an event was done with, and so what goes when the resident says that it was not them. */
export type Concern =
  | { kind: 'link'; linkId: string; provider: string }
  | { kind: 'app'; appId: string }
  /** The wish to be erased, which waits. */
  | { kind: 'wish' }
  /** A code for the help desk. */
  | { kind: 'code' }
  /** Nothing that could be taken away; whoever did it loses their session. */
  | { kind: 'session' };

type OfLink = Extract<
  LedgerEvent,
  { type: 'link.created' | 'link.renamed' | 'proof.made' | 'resident.signed-in' }
>;

const ofLink: readonly EventType[] = [
  'link.created',
  'link.renamed',
  'proof.made',
  'resident.signed-in',
] satisfies OfLink['type'][];

const ofSession: readonly EventType[] = [
  'consent.withdrawn',
  'data.exported',
  'erasure.cancelled',
  'link.removed',
  'policy.accepted',
  'policy.declined',
  'session.ended',
];

/** Null for what nobody but the resident can have done, and for what others did. */
export function concernOf(event: LedgerEvent): Concern | null {
  if (event.actor.kind !== 'resident') return null;
  if (event.type === 'consent.given') return { kind: 'app', appId: event.appId };
  if (event.type === 'erasure.requested') return { kind: 'wish' };
  if (event.type === 'support-code.made') return { kind: 'code' };
  if (isOfLink(event)) return { kind: 'link', linkId: event.linkId, provider: event.provider };
  return ofSession.includes(event.type) ? { kind: 'session' } : null;
}

/** Whether a resident may say of an event that it was not them. */
export function canBeDenied(event: LedgerEvent): boolean {
  return concernOf(event) !== null;
}

function isOfLink(event: LedgerEvent): event is OfLink {
  return ofLink.includes(event.type);
}
