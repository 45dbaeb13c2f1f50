/** The page that asks to agree to a new policy, carrying along the waiting request of a city app. */
export function policyChangedPath(requestId: string | null): string {
  return requestId === null ? '/policy/changed' : `/policy/changed?r=${requestId}`;
}
