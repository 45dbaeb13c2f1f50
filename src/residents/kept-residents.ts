import { keptRows } from '../platform/database/kept.ts';

/** What is kept of a resident as such. */
export const keptRecord = keptRows(
  {
    table: 'resident',
    name: 'record',
    title: 'copy.record',
    fields: {
      id: 'copy.record.id',
      language: 'copy.language',
      created_at: 'copy.since',
      last_visit_at: 'copy.visit',
      unreachable_since: 'copy.unreachable',
    },
    leftOut: {},
  },
  { where: 'id = $1', orderBy: 'id' },
);

export const keptSubjects = keptRows(
  {
    table: 'pairwise_subject',
    name: 'ids_at_city_services',
    title: 'copy.subjects',
    fields: { sector: 'copy.sector', subject: 'copy.subject' },
    leftOut: { resident_id: 'copy.why.record' },
  },
  { orderBy: 'sector' },
);

export const keptSessions = keptRows(
  {
    table: 'resident_session',
    name: 'sign_ins',
    title: 'copy.sessions',
    fields: {
      id: 'copy.id',
      auth_link: 'copy.link',
      provider: 'copy.provider',
      authenticated_at: 'copy.back',
      created_at: 'copy.began',
      last_seen_at: 'copy.used',
      is_shared: 'copy.public',
      visit_began_at: 'copy.visit.began',
      previous_visit_at: 'copy.before',
    },
    leftOut: { token_hash: 'copy.why.secret', resident_id: 'copy.why.record' },
  },
  { orderBy: 'created_at, id' },
);
