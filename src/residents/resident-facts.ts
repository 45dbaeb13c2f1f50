import { firstRow, statement } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import type { Language } from '../words/words.ts';

/** What is kept of a resident as such. */
export interface ResidentFacts {
  id: string;
  language: Language;
  since: Date;
  lastVisitAt: Date | null;
  unreachableSince: Date | null;
}

const read = statement(
  'residents.facts',
  `select id, language, created_at as since, last_visit_at as "lastVisitAt",
          unreachable_since as "unreachableSince"
   from civic.resident where id = $1`,
);

/** Null when there is no such resident. */
export function factsOf(sql: Sql, residentId: string): Promise<ResidentFacts | null> {
  return firstRow<ResidentFacts>(sql, read, [residentId]);
}
