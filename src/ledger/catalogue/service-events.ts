import { algorithm, endedBy, lookedFor, provider, searchedBy, staffRole } from './choices.ts';
import type { EventDescription } from './choices.ts';
import { appId, codes, count, digest, flag, id, keyId, optional, version } from './field-kinds.ts';

const role = optional(staffRole);

/** What happens to the service itself, its apps and its keys, and how staff search it. In alphabetical order. */
export const serviceEvents = {
  'app.changed': {
    description: 'The registration of a city app was changed, in what the settings name.',
    fields: { appId, settings: codes },
  },
  'app.disabled': { description: 'A city app was switched off.', fields: { appId } },
  'app.enabled': { description: 'A city app was switched on again.', fields: { appId } },
  'app.registered': { description: 'A city app was registered.', fields: { appId } },
  'app.secret-ended': {
    description: 'The old secret of a city app was ended before its time was over.',
    fields: { appId },
  },
  'app.secret-rotated': { description: 'A city app got a new secret.', fields: { appId } },
  'events.replayed': {
    description: 'Staff sent a city app again the events that it did not get.',
    fields: { appId, events: count, role },
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
  'key.retirement-approved': {
    description: 'A second person agreed that a signing key is retired at once.',
    fields: { kid: keyId, request: id, role: optional(staffRole) },
  },
  'key.retirement-asked': {
    description:
      'Staff said that a signing key is in the wrong hands; a second person has to agree.',
    fields: { kid: keyId, request: id, role: optional(staffRole) },
  },
  'key.retirement-declined': {
    description: 'A second person did not agree that a signing key is retired at once.',
    fields: { kid: keyId, request: id, role: optional(staffRole) },
  },
  'link.searched': {
    description: 'Staff looked for links.',
    fields: { by: searchedBy, hits: count, lookedFor: optional(lookedFor), role },
  },
  'policy.published': {
    description: 'A version of the privacy policy was published.',
    fields: { policyVersion: version, asksAgain: flag, role: optional(staffRole) },
  },
  'provider.paused': {
    description:
      'A provider was switched off, or to linking only; what was signed in through it is dead.',
    fields: { provider, linkOnly: flag, role },
  },
  'provider.resumed': {
    description: 'A provider was switched on again.',
    fields: { provider, role },
  },
  'retention.run': {
    description:
      'What was due was deleted, and what has gone since the run before was certified: `kinds` names the deletions.',
    fields: { run: id, deleted: count, left: count, kinds: codes, certificate: digest },
  },
  'signals.discarded': {
    description:
      'Staff threw away what a provider told us too fast: so many links stay that would have ended.',
    fields: { provider, signals: count, role },
  },
  'signals.released': {
    description: 'Staff let go on what a provider told us too fast: so many links may end.',
    fields: { provider, signals: count, role },
  },
  'statistics.published': {
    description:
      'The statistics of a month, such as 2026-11, were published, but for tables that were left out; they stay as they are.',
    fields: { month: version, leftOut: optional(codes) },
  },
} as const satisfies Record<string, EventDescription>;
