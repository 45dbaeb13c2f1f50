import {
  alarm,
  blockedFor,
  provider,
  purpose,
  provedAction,
  staffRole,
  erasedFor,
  reason,
  suspendedFor,
} from './choices.ts';
import type { EventDescription } from './choices.ts';
import {
  appId,
  code,
  codes,
  count,
  flag,
  id,
  oneOf,
  optional,
  ticket,
  version,
} from './field-kinds.ts';

/** What happens to one resident, or to what a resident allowed. In alphabetical order. */
export const residentEvents = {
  'activity.disavowed': {
    description: 'A resident said that something on their record was not them; staff must look.',
    fields: { residentId: id, entry: count, event: code, linkId: optional(id) },
  },
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
    description:
      'A resident or staff took back what a city app was allowed; all its grants are dead.',
    fields: { residentId: id, appId, reason: optional(reason), role: optional(staffRole) },
  },
  'data.exported': {
    description: 'A resident got a copy of everything kept about them.',
    fields: { residentId: id, form: oneOf('file', 'page') },
  },
  'erasure.cancelled': {
    description: 'A resident took back the wish to be erased.',
    fields: { residentId: id },
  },
  'erasure.requested': {
    description: 'A resident who could not prove afresh asked to be erased; it waits.',
    fields: { residentId: id, days: count },
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
      role: optional(staffRole),
    },
  },
  'grant.searched': {
    description: "Staff looked at a resident's grants.",
    fields: { residentId: id, hits: count, role: optional(staffRole) },
  },
  'link.blocked': {
    description: 'A link ended, and its account may not be linked again for a while.',
    fields: {
      residentId: id,
      linkId: id,
      provider,
      block: id,
      until: blockedFor,
      role: optional(staffRole),
    },
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
    fields: {
      residentId: id,
      linkId: id,
      provider,
      reason,
      onlyLink: flag,
      role: optional(staffRole),
      ticket: optional(ticket),
    },
  },
  'link.renamed': {
    description: 'A resident chose whether a link keeps a display name, or confirmed a new one.',
    fields: { residentId: id, linkId: id, provider, nameKept: flag },
  },
  'link.resumed': {
    description:
      'A provider said that an account works again, or staff let it go on; residents can sign in with it.',
    fields: { residentId: id, linkId: id, provider, role: optional(staffRole) },
  },
  'link.signed-out': {
    description:
      'A provider said that somebody else may be in an account; what was signed in with it is dead.',
    fields: { residentId: id, linkId: id, provider, alarm },
  },
  'link.suspended': {
    description:
      'A provider said that an account does not work; nobody signs in with it, and what was signed in is dead.',
    fields: { residentId: id, linkId: id, provider, cause: suspendedFor },
  },
  'policy.accepted': {
    description: 'A resident agreed to a version of the privacy policy.',
    fields: { residentId: id, policyVersion: version },
  },
  'policy.declined': {
    description: 'A resident did not agree to a version of the privacy policy.',
    fields: { residentId: id, policyVersion: version },
  },
  'policy.paused': {
    description: 'The time to agree is over: the tokens of this resident rest until they do.',
    fields: { residentId: id, policyVersion: version },
  },
  'proof.made': {
    description: 'A resident proved afresh, through a link, who they are.',
    fields: { residentId: id, linkId: id, provider, action: provedAction },
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
    fields: {
      residentId: id,
      links: count,
      cause: optional(erasedFor),
      reason: optional(reason),
      role: optional(staffRole),
    },
  },
  'resident.signed-in': {
    description:
      'A resident signed in through a link; `again` when the visit was going on already.',
    fields: { residentId: id, linkId: id, provider, again: optional(flag) },
  },
  'resident.signed-out': {
    description: 'A resident ended a session.',
    fields: { residentId: id },
  },
  'resident.unreachable': {
    description: 'A resident lost the last link through somebody else.',
    fields: { residentId: id },
  },
  'session.ended': {
    description: 'A resident ended sessions on other browsers, or staff ended all of them.',
    fields: {
      residentId: id,
      sessions: count,
      reason: optional(reason),
      role: optional(staffRole),
    },
  },
  'support-code.made': {
    description: 'A resident made a code that lets the help desk open the record for a while.',
    fields: { residentId: id },
  },
} as const satisfies Record<string, EventDescription>;
