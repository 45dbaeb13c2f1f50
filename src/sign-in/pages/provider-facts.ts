import type { Name } from '../../words/words.ts';

/** What the pages say about a provider. */
export interface ProviderFacts {
  id: string;
  label: Name;
  privacyUrl: string;
  /** Whether the provider lets a person choose another account on the way. */
  hasAccountChooser: boolean;
  /** False where the provider is not asked for a name. */
  hasNames?: boolean;
}

/** `path`, carrying along the request of the city app that sent the resident here. */
export function withRequest(path: string, request: string | undefined): string {
  if (request === undefined) return path;
  return `${path}${path.includes('?') ? '&' : '?'}r=${encodeURIComponent(request)}`;
}

/** `path`, carrying along the page that the resident goes back to after signing in again. */
export function withReturn(path: string, returnTo: string | null | undefined): string {
  if (!returnTo) return path;
  return `${path}${path.includes('?') ? '&' : '?'}back=${encodeURIComponent(returnTo)}`;
}
