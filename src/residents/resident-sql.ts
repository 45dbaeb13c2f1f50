/**
 * Locks the resident whose id `resident` is in SQL, such as `$1`, for the rest of the transaction. Every change that
 * touches several of a resident's rows locks here first: this is the one lock order of the service. No row when there
 * is no such resident.
 */
export function lockedSql(resident: string): string {
  return `select id from civic.resident where id = ${resident} for update`;
}

/** Selects the `resident_id` of those whose last link was taken from them so many `seconds` ago. */
export function unreachableSql(seconds: string): string {
  return `select id as resident_id from civic.resident
   where unreachable_since <= civic.now() - make_interval(secs => ${seconds})`;
}

/** The pairwise subject by which a sector knows a resident; no row before its first use. */
export function subjectSql(resident: string, sector: string): string {
  return `select subject from civic.pairwise_subject where resident_id = ${resident} and sector = ${sector}`;
}

/** Every pairwise subject of a resident. */
export function subjectsSql(resident: string): string {
  return `select subject from civic.pairwise_subject where resident_id = ${resident}`;
}

/** Counts residents, from an index alone. */
export const residentCountSql = 'select count(*)::int as residents from civic.resident';
