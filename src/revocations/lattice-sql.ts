/**
 * Selects what covers a subject from now on: the rules of two arrays of names and ids, each at its epoch of now. Ends
 * with its tables, so that the one that the subject is a column of may follow.
 */
export function coveringSql(subject: string, [names, ids]: readonly [string, string]): string {
  return `select ${subject}, covering.rule, covering.id, ${epochSql('covering')}
   from unnest(${names}::text[], ${ids}::text[]) as covering (rule, id)`;
}

/**
 * The epoch of the rule in a row; one that was never raised is at zero. Looked up by its key: a join would leave
 * PostgreSQL the choice to read all epochs there are, which it takes while it knows little about its tables.
 */
export function epochSql(row: string): string {
  return `coalesce((select epoch.epoch from civic.epoch
                       where epoch.rule = ${row}.rule and epoch.id = ${row}.id), 0)`;
}
