/** True of a `resident` for whom an app used a refresh token that still lives, within so many `months`. */
export function inUseSql(resident: string, months: string): string {
  return `exists (select from civic.app_grant join civic.refresh_family as family on family.grant_id = app_grant.id
     where app_grant.resident_id = ${resident} and family.killed_at is null
       and family.idle_expires_at > civic.now()
       and family.rotated_at > civic.now() - make_interval(months => ${months}))`;
}

/** The first refresh token of a family: its text, and what `familySql` keeps of it. */
export interface FirstToken {
  text: string;
  /** The hash, and the seconds until the family is idle too long and too old. */
  values: readonly [hash: Buffer, idle: number, absolute: number];
}

/**
 * Starts the family of the grant whose `grant_id` and `app_id` are in the row of `source`, or none when the hash is
 * null. For the statement that earns the family, so that there is one exactly when it was earned.
 */
export function familySql(
  source: string,
  [hash, idle, absolute]: readonly [string, string, string],
): string {
  return `insert into civic.refresh_family
       (grant_id, app_id, generation, current_hash, idle_expires_at, expires_at)
     select grant_id, app_id, 0, ${hash}::bytea, civic.now() + make_interval(secs => ${idle}),
       civic.now() + make_interval(secs => ${absolute})
     from ${source} where ${hash}::bytea is not null`;
}
