import type { StaffRole } from '../permissions/permissions.ts';
import type * as choices from './catalogue/choices.ts';
import type { FieldKind } from './catalogue/field-kinds.ts';
import { recordEvents } from './catalogue/record-events.ts';
import { residentEvents } from './catalogue/resident-events.ts';
import { serviceEvents } from './catalogue/service-events.ts';
import { staffEvents } from './catalogue/staff-events.ts';

/** Every event there is. `docs/events.md` says the same, and a test compares the two. */
export const eventCatalogue = {
  ...residentEvents,
  ...recordEvents,
  ...serviceEvents,
  ...staffEvents,
};

type Catalogue = typeof eventCatalogue;

export type EventType = keyof Catalogue;

/** Why a link ended. */
export type ReasonCode = ValueOf<typeof choices.reason>;

/** Why staff may open a record without a code of the resident's. */
export type LookedFor = ValueOf<typeof choices.lookedFor>;

/** What a provider said that ends what is open with an account. */
export type ProviderAlarm = ValueOf<typeof choices.alarm>;

/** Why a provider says that an account does not work. */
export type SuspensionCause = ValueOf<typeof choices.suspendedFor>;

/** What a fresh proof is for. */
export type ProvedAction = ValueOf<typeof choices.provedAction>;

/** Why everything about a resident was erased. */
export type ErasedFor = ValueOf<typeof choices.erasedFor>;

/** How long an account may not come back. */
export type BlockPeriod = ValueOf<typeof choices.blockedFor>;

/** Why everything was ended at once. */
export type EndReason = ValueOf<typeof choices.endedBy>;

/** Events that can be about one resident: what a resident reads under Activity. */
export type ResidentEventType = {
  [Type in EventType]: 'residentId' extends keyof Catalogue[Type]['fields'] ? Type : never;
}[EventType];

/** Who did it. The id is a pseudonym: resident id, app id, staff id or the code of a provider or job. */
export interface Actor {
  kind: 'resident' | 'app' | 'staff' | 'provider' | 'system';
  id?: string;
}

/** Who of the staff does something. An app that staff work with has no role, but what its token allows. */
export interface StaffMember {
  actor: Actor;
  /** The ledger notes it, so that residents can read it. */
  role?: StaffRole;
  scopes?: readonly string[];
}

/** The part of a member of staff that an entry takes. */
export function byStaff({ actor, role }: StaffMember): Pick<StaffMember, 'actor' | 'role'> {
  return { actor, ...(role !== undefined && { role }) };
}

/** One thing that happened: its type, who did it, and the fields the catalogue names for this type. */
export type LedgerEvent = { [Type in EventType]: EventOf<Type> }[EventType];

/** An event of one type. */
export type EventOf<Type extends EventType> = { type: Type; actor: Actor } & ValuesOf<
  Catalogue[Type]['fields']
>;

type ValuesOf<Fields> = {
  [Name in keyof Fields as Fields[Name] extends FieldKind<unknown, true> ? never : Name]: ValueOf<
    Fields[Name]
  >;
} & {
  [Name in keyof Fields as Fields[Name] extends FieldKind<unknown, true> ? Name : never]?: ValueOf<
    Fields[Name]
  >;
};

type ValueOf<Kind> = Kind extends FieldKind<infer Value> ? Value : never;
