/** How strongly the source says it; `ours` is a choice that the standards leave to the server. */
export type Level = 'MUST' | 'SHOULD' | 'MAY' | 'ours';

/** One rule that a test can break. A test that proves it has a title that begins with the id. */
export type Requirement = readonly [id: string, level: Level, source: string, rule: string];

/** Requirements that a reader looks for together. */
export interface Topic {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}

/** A module of the OpenID Foundation's conformance suite, by the name that suite gives it. */
export type Module = readonly [name: string, rule: string];

/** The modules that make one certification profile. */
export interface Profile {
  readonly title: string;
  readonly modules: readonly Module[];
}
