import { keptRows } from '../platform/database/kept.ts';

/** Which versions of the policy a resident agreed to. */
export const keptAcceptances = keptRows(
  {
    table: 'policy_acceptance',
    name: 'privacy_policy',
    title: 'copy.acceptances',
    fields: { version: 'copy.policy', accepted_at: 'copy.given' },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'version' },
);
