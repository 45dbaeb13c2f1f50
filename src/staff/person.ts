import type { StaffMember } from '../ledger/event-catalogue.ts';
import type { StaffRole } from '../permissions/permissions.ts';

/** Somebody who works for the city. */
export interface Person {
  id: string;
  name: string;
  role: StaffRole;
}

/** A person as the page of people shows them. */
export interface ListedPerson extends Person {
  passkeys: number;
  /** Whether they come in with the city's identity provider instead of a passkey. */
  isFromDirectory: boolean;
  /** How many browsers they are signed in on. */
  sessions: number;
  lastSeenAt: Date | null;
  /** Until when their link to enrol works; null without one. */
  invitedUntil: Date | null;
}

/** The person as whoever does something. */
export function memberOf({ id, role }: Person): StaffMember {
  return { actor: { kind: 'staff', id }, role };
}
