import { keptRows } from '../platform/database/kept.ts';

const trip = {
  provider: 'copy.provider',
  purpose: 'copy.purpose',
  session_id: 'copy.session',
  link_id: 'copy.link',
  is_shared: 'copy.public',
  policy_version: 'copy.policy',
  created_at: 'copy.began',
  expires_at: 'copy.ends',
} as const;

/** Trips to a provider that a resident has begun. One by somebody who is not signed in is nobody's. */
export const keptFlows = keptRows(
  {
    table: 'flow',
    name: 'visits_to_other_websites',
    title: 'copy.flows',
    fields: {
      ...trip,
      action: 'copy.action',
      object: 'copy.object',
      language: 'copy.language',
      consumed_at: 'copy.cameback',
    },
    leftOut: {
      id: 'copy.why.secret',
      state_hash: 'copy.why.secret',
      browser_hash: 'copy.why.secret',
      sealed_verifier: 'copy.why.secret',
      sealed_answer: 'copy.why.secret',
      request_id: 'copy.why.theirs',
      resident_id: 'copy.why.record',
    },
  },
  { orderBy: 'created_at' },
);

/** What a provider sent and the resident has not said yes to. */
export const keptPending = keptRows(
  {
    table: 'pending_identity',
    name: 'not_saved_yet',
    title: 'copy.pending',
    fields: { ...trip, flow_entry: 'copy.trip.entry' },
    leftOut: {
      id: 'copy.why.secret',
      browser_hash: 'copy.why.secret',
      sealed_identity: 'copy.why.browser',
      request_id: 'copy.why.theirs',
      resident_id: 'copy.why.record',
    },
  },
  { orderBy: 'created_at' },
);

export const keptProofs = keptRows(
  {
    table: 'proof',
    name: 'fresh_sign_ins',
    title: 'copy.proofs',
    fields: {
      session_id: 'copy.session',
      action: 'copy.action',
      link_id: 'copy.link',
      proved_at: 'copy.back',
    },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'proved_at' },
);
