/**
 * What is counted. Pages are counted five times over, each time by one thing alone: no count says which browser opened
 * which page.
 */
export const tallyKinds = [
  'view.page',
  'view.language',
  'view.browser',
  'view.system',
  'view.device',
  'sign-in',
  'token-check',
  'token-request',
  'signal',
] as const;

export type TallyKind = (typeof tallyKinds)[number];

/** Kinds that are about a city app, of which it is known when the last one was. */
const dated: ReadonlySet<TallyKind> = new Set<TallyKind>(['token-check', 'token-request']);

/** How often something happened in one hour. */
export interface Tally {
  readonly kind: TallyKind;
  /** Hours since the Unix epoch. */
  readonly hour: number;
  /** To what: a page, a browser family, a provider, an app. */
  readonly subject: string;
  /** How it ended; empty where there is no telling. */
  readonly outcome: string;
  count: number;
  /** Milliseconds since the Unix epoch; null where only the count is of use. */
  lastAt: number | null;
}

/** When the last one was, as far as that is kept. */
export function momentOf(kind: TallyKind, milliseconds: number): number | null {
  return dated.has(kind) ? milliseconds : null;
}
