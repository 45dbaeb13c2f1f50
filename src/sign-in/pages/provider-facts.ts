/** What the pages say about a provider. */
export interface ProviderFacts {
  id: string;
  label: string;
  privacyUrl: string;
  /** Whether the provider lets a person choose another account on the way. */
  hasAccountChooser: boolean;
}

/** `path`, carrying along the request of the city app that sent the resident here. */
export function withRequest(path: string, request: string | undefined): string {
  return request === undefined ? path : `${path}?r=${encodeURIComponent(request)}`;
}
