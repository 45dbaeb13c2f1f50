/** How a trip can end without a link, as the address of its page says it. */
export const endings = [
  'cancelled',
  'provider-unavailable',
  'provider-error',
  'already-linked',
  'conflict',
  'mismatch',
] as const;
export type Ending = (typeof endings)[number];

/** The page that tells how a trip ended. Nothing in its address is secret or personal. */
export function endingPath(ending: Ending, provider: string, requestId: string | null): string {
  const query = new URLSearchParams({ provider, ...(requestId !== null && { r: requestId }) });
  return `/link/ended/${ending}?${query.toString()}`;
}
