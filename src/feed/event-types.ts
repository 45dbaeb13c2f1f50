import type { EventType } from '../ledger/event-catalogue.ts';
import type { TellingEntry } from '../ledger/ledger.ts';

/** What an app can hear of. The names are the last part of the address that stands for a type in a SET. */
export const eventKinds = [
  'session-revoked',
  'link-removed',
  'grant-revoked',
  'resident-erased',
  'provider-suspended',
] as const;

export type EventKind = (typeof eventKinds)[number];

/** The address of a verification event (SSF 1.0 §8.1.4.1). */
export const verificationType = 'https://schemas.openid.net/secevent/ssf/event-type/verification';

/** CAEP 1.0 §3.1 has a type for a session that ended; nobody has one for the others, so they have addresses of ours. */
export function typeOf(issuer: string, kind: EventKind): string {
  if (kind === 'session-revoked') {
    return 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';
  }
  return `${issuer}/events/${kind}`;
}

/** Every type there is, as streams name them. */
export function supportedTypes(issuer: string): string[] {
  return eventKinds.map((kind) => typeOf(issuer, kind));
}

/** What a SET says inside its one event. Times are in seconds. */
export interface EventClaims {
  event_timestamp?: number;
  /** Who began it (CAEP 1.0 §2). */
  initiating_entity?: 'user' | 'admin' | 'system';
  reason_admin?: Readonly<Record<string, string>>;
  provider?: string;
  state?: string;
  /** Of a logout: the sign-in that has ended. */
  sid?: string;
}

/** What happened as apps hear of it. It goes to the recipients of its entry, or without a subject to every stream. */
export interface HeardEvent {
  kind: EventKind;
  concerns: 'recipients' | 'everybody';
  claims: EventClaims;
}

/** What apps hear of an entry of each type. What is not here is none of theirs. */
const kindOf: Readonly<Partial<Record<EventType, EventKind>>> = {
  'resident.signed-out': 'session-revoked',
  'session.ended': 'session-revoked',
  'link.signed-out': 'session-revoked',
  'link.suspended': 'session-revoked',
  'link.removed': 'link-removed',
  'consent.withdrawn': 'grant-revoked',
  'grant.revoked': 'grant-revoked',
  'code.replayed': 'grant-revoked',
  'refresh.reused': 'grant-revoked',
  'resident.erased': 'resident-erased',
  'provider.paused': 'provider-suspended',
};

/** Said to whoever runs the app, as the Interoperability Profile asks (CAEP §2.3). */
const sessionEnded = { en: 'The session at Civic Link has ended.' };

/** What apps hear of an entry; null when it is none of theirs. */
export function heardOf({ event, at }: TellingEntry): HeardEvent | null {
  const kind = kindOf[event.type];
  if (kind === undefined) return null;
  const claims: EventClaims = {
    event_timestamp: Math.floor(at.getTime() / 1000),
    initiating_entity: beganBy(event.actor.kind),
    ...(kind === 'session-revoked' && { reason_admin: sessionEnded }),
    ...(event.type === 'provider.paused' && { provider: event.provider }),
  };
  return { kind, concerns: kind === 'provider-suspended' ? 'everybody' : 'recipients', claims };
}

function beganBy(actor: TellingEntry['event']['actor']['kind']): 'user' | 'admin' | 'system' {
  if (actor === 'resident') return 'user';
  return actor === 'staff' ? 'admin' : 'system';
}
