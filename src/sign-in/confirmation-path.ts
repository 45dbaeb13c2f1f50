import { blockedPath, endingPath } from './outcome-path.ts';
import { withRequest } from './pages/provider-facts.ts';
import type { PendingIdentity } from './pending-identities.ts';
import { provePath } from './proofs.ts';
import type { Confirmation } from './yes.ts';

/** Where somebody goes whose trip nobody knows any more. */
export const startAgainPath = '/link/ended/mismatch';

/** The page that tells that a link was made. */
export function donePath(linkId: string, requestId: string | null): string {
  return withRequest(`/link/done/${linkId}`, requestId ?? undefined);
}

/** The page that tells how a yes ended. */
export function confirmationPath(
  outcome: Confirmation,
  { id, provider, requestId }: PendingIdentity,
): string {
  switch (outcome.kind) {
    case 'linked':
      return donePath(outcome.linkId, requestId);
    case 'already-linked':
    case 'switched-off':
      return endingPath(outcome.kind, provider, requestId);
    case 'held-by-another':
      return endingPath('conflict', provider, requestId);
    case 'blocked':
      return blockedPath(outcome.block, provider, requestId);
    case 'needs-proof':
      return provePath('link', id);
    case 'not-waiting':
      return startAgainPath;
    default:
      return outcome satisfies never;
  }
}
