import type { InEachLanguage, Language } from '../words/words.ts';

/** A published version of the privacy policy. */
export interface PolicyVersion {
  version: number;
  /** When it begins, or began. */
  since: Date;
  /** Whether everybody must agree to it, and not only those who come new. */
  asksAgain: boolean;
  /** What is different from the version before, in a few short lines. */
  changes: Readonly<Record<Language, readonly string[]>>;
  /** Its own words; null for the ones that are built in. */
  text: InEachLanguage | null;
  hasStarted: boolean;
  /** The time to agree to it is over, if it asks again. */
  isOverdue: boolean;
}
