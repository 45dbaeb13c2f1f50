/**
 * True when this subject, a column or placeholder of a `uuid`, is dead: a rule over it has been raised, or there is
 * none. For statements that find the subject themselves, so that finding and asking are one read.
 *
 * Each epoch is looked up by its key. A join would leave PostgreSQL the choice to read all of them, which it takes
 * while it knows little about its tables.
 */
export function deadSql(subject: string): string {
  return `coalesce((
     select bool_or(${epochOf('coverage')} > coverage.epoch)
     from civic.coverage where coverage.subject_id = ${subject}), true)`;
}

/**
 * Selects what covers a subject from now on: the rules of two arrays of names and ids, each at its epoch of now. Ends
 * with its tables, so that the one that the subject is a column of may follow.
 */
export function coveringSql(subject: string, [names, ids]: readonly [string, string]): string {
  return `select ${subject}, covering.rule, covering.id, ${epochOf('covering')}
   from unnest(${names}::text[], ${ids}::text[]) as covering (rule, id)`;
}

/** A rule that was never raised is at zero. */
function epochOf(row: string): string {
  return `coalesce((select epoch.epoch from civic.epoch
                       where epoch.rule = ${row}.rule and epoch.id = ${row}.id), 0)`;
}
