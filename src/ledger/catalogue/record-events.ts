import { lookedFor, provider, reason, searchedBy, staffRole } from './choices.ts';
import type { EventDescription } from './choices.ts';
import { id, oneOf, optional } from './field-kinds.ts';

/** What staff look at and change of a resident's record. In alphabetical order. */
export const recordEvents = {
  'record.found': {
    description: 'Staff saw a resident among the hits of a search.',
    fields: {
      residentId: id,
      by: searchedBy,
      lookedFor: optional(lookedFor),
      role: optional(staffRole),
    },
  },
  'record.held': {
    description: 'Staff let everything that a resident granted rest for a while.',
    fields: { residentId: id, reason, role: optional(staffRole) },
  },
  'record.opened': {
    description: "Staff opened a resident's record, with the resident's code or for a purpose.",
    fields: {
      residentId: id,
      with: oneOf('support-code', 'purpose'),
      lookedFor: optional(lookedFor),
      role: optional(staffRole),
    },
  },
  'record.released': {
    description: 'Staff let what a resident granted work again.',
    fields: { residentId: id, role: optional(staffRole) },
  },
  'record.unmasked': {
    description: 'Staff looked at the whole user ID of a linked account.',
    fields: { residentId: id, linkId: id, provider, role: optional(staffRole) },
  },
} as const satisfies Record<string, EventDescription>;
