/** True in SQL when the resident has agreed to this version or a newer one. */
export function hasAcceptedSql(resident: string, version: string): string {
  return `exists (select from civic.policy_acceptance as accepted
                  where accepted.resident_id = ${resident} and accepted.version >= ${version})`;
}
