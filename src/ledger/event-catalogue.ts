import {
  appId,
  code,
  codes,
  confirmationCode,
  count,
  flag,
  id,
  keyId,
  oneOf,
  optional,
  version,
} from './catalogue/field-kinds.ts';
import type { AnyFieldKind, FieldKind } from './catalogue/field-kinds.ts';

const provider = code;
const algorithm = oneOf('ES256', 'RS256');
const purpose = oneOf('sign-in', 'link');
const searchedBy = oneOf('resident-id', 'provider-id', 'display-name');
const reason = oneOf(
  'resident_request',
  'security',
  'provider_problem',
  'mistake',
  'shared_account',
  'legal',
  'unused',
  'erasure',
);
const endedBy = oneOf('restore', 'security');

interface EventDescription {
  description: string;
  fields: Readonly<Record<string, AnyFieldKind>>;
}

/** Every event there is, in alphabetical order. `docs/events.md` says the same, and a test compares the two. */
export const eventCatalogue = {
  'app.changed': {
    description: 'The registration of a city app was changed, in what the settings name.',
    fields: { appId, settings: codes },
  },
  'app.disabled': { description: 'A city app was switched off.', fields: { appId } },
  'app.enabled': { description: 'A city app was switched on again.', fields: { appId } },
  'app.registered': { description: 'A city app was registered.', fields: { appId } },
  'app.secret-rotated': { description: 'A city app got a new secret.', fields: { appId } },
  'code.replayed': {
    description: 'An authorization code was presented a second time; its grant is dead.',
    fields: { residentId: optional(id), appId, grantId: id },
  },
  'consent.given': {
    description: 'A resident let a city app see what the scopes name.',
    fields: { residentId: id, appId, scopes: codes, links: count, policyVersion: version },
  },
  'consent.refused': {
    description: 'A resident said no to a city app.',
    fields: { residentId: id, appId },
  },
  'consent.withdrawn': {
    description: 'A resident took back what a city app was allowed; all its grants are dead.',
    fields: { residentId: id, appId },
  },
  'flow.consumed': {
    description: 'A trip to a provider came back; its state can never be used again.',
    fields: { flow: id, provider, purpose, residentId: optional(id) },
  },
  'grant.revoked': {
    description: 'A city app lost what a resident had granted it.',
    fields: {
      residentId: optional(id),
      appId,
      grantId: id,
      cause: code,
      reason: optional(reason),
    },
  },
  'grant.searched': {
    description: "Staff looked at a resident's grants.",
    fields: { residentId: id, hits: count },
  },
  'issuer.epoch-raised': {
    description: 'Every session, grant and token there was is dead.',
    fields: { reason: endedBy },
  },
  'key.compromised': {
    description: 'A signing key is in the wrong hands; nothing it signed is accepted again.',
    fields: { kid: keyId, algorithm },
  },
  'key.created': {
    description: 'A signing key was made and published.',
    fields: { kid: keyId, algorithm },
  },
  'key.current': {
    description: 'A signing key began to sign.',
    fields: { kid: keyId, algorithm },
  },
  'key.retired': {
    description: 'A signing key is no longer accepted; its private part was erased.',
    fields: { kid: keyId, algorithm },
  },
  'link.conflict': {
    description: 'Somebody tried to link a social account that this resident holds.',
    fields: { residentId: id, provider },
  },
  'link.created': {
    description: 'A resident linked a social account.',
    fields: { residentId: id, linkId: id, provider, nameKept: flag, policyVersion: version },
  },
  'link.removed': {
    description: 'A link ended; subject and display name were erased.',
    fields: { residentId: id, linkId: id, provider, reason, onlyLink: flag },
  },
  'link.searched': {
    description: 'Staff looked for links.',
    fields: { by: searchedBy, hits: count },
  },
  'refresh.reused': {
    description: 'An old refresh token was presented; its grant is dead.',
    fields: { residentId: optional(id), appId, grantId: id },
  },
  'resident.created': {
    description: 'A resident came for the first time.',
    fields: { residentId: id },
  },
  'resident.erased': {
    description: 'Everything about a resident was erased.',
    fields: { residentId: id, links: count, code: confirmationCode },
  },
  'resident.signed-in': {
    description: 'A resident signed in through a link.',
    fields: { residentId: id, linkId: id, provider },
  },
  'resident.signed-out': {
    description: 'A resident ended a session.',
    fields: { residentId: id },
  },
  'resident.unreachable': {
    description: 'A resident lost the last link through somebody else.',
    fields: { residentId: id },
  },
} as const satisfies Record<string, EventDescription>;

type Catalogue = typeof eventCatalogue;

export type EventType = keyof Catalogue;

/** Why a link ended. */
export type ReasonCode = ValueOf<typeof reason>;

/** Why everything was ended at once. */
export type EndReason = ValueOf<typeof endedBy>;

/** Who did it. The id is a pseudonym: resident id, app id, staff id or the code of a provider or job. */
export interface Actor {
  kind: 'resident' | 'app' | 'staff' | 'provider' | 'system';
  id?: string;
}

/** One thing that happened: its type, who did it, and the fields the catalogue names for this type. */
export type LedgerEvent = { [Type in EventType]: EventOf<Type> }[EventType];

type EventOf<Type extends EventType> = { type: Type; actor: Actor } & ValuesOf<
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
