/**
 * Locks the resident whose id `resident` is in SQL, such as `$1`, for the rest of the transaction. Every change that
 * touches several of a resident's rows locks here first: this is the one lock order of the service. No row when there
 * is no such resident.
 */
export function lockedSql(resident: string): string {
  return `select id from civic.resident where id = ${resident} for update`;
}

/** The pairwise subject by which a sector knows a resident; no row before its first use. */
export function subjectSql(resident: string, sector: string): string {
  return `select subject from civic.pairwise_subject where resident_id = ${resident} and sector = ${sector}`;
}
