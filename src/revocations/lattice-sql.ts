/**
 * Selects what covers a subject from now on: the rules of two arrays of names and ids, each at its epoch of now. A rule
 * that pauses is always covered at zero, so that a pause holds for whatever is made during it, too. Ends with its
 * tables, so that the one that the subject is a column of may follow.
 */
export function coveringSql(subject: string, [names, ids]: readonly [string, string]): string {
  return `select ${subject}, covering.rule, covering.id,
          case when covering.rule in ('policy', 'hold') then 0 else ${epochSql('covering')} end
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

/** True in SQL while the tokens of the resident rest because of the policy. */
export function isPausedSql(resident: string): string {
  return `exists (select from civic.epoch as pause
                  where pause.rule = 'policy' and pause.id = ${resident}::text and pause.epoch > 0)`;
}

/** An epoch in one text, `rule:epoch:id`, of three expressions of SQL. Outside the service it goes by its mark alone. */
export function epochName(rule: string, id: string, epoch: string): string {
  return `${rule} || ':' || (${epoch}) || ':' || ${id}`;
}

/** The epochs of issuer, provider and app under which a subject was made: what its tokens carry of the lattice. */
export function epochsSql(subject: string): string {
  return `array(select ${epochName('own.rule', 'own.id', 'own.epoch')} from civic.coverage as own
                where own.subject_id = ${subject} and own.rule in ('issuer', 'provider', 'app')
                order by own.rule)`;
}
