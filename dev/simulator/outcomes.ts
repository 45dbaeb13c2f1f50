import { AUTHORIZE_OUTCOMES } from './outcomes/authorize.ts';
import { PROFILE_OUTCOMES } from './outcomes/profile.ts';
import { SUBJECT_OUTCOMES } from './outcomes/subject.ts';
import { TOKEN_OUTCOMES } from './outcomes/token.ts';
import type { Outcome } from './outcome.ts';

/** Everything that can happen. To add an outcome, add one entry to the table of its stage. */
export const OUTCOMES = {
  approve: { en: 'Approve', es: 'Aceptar' },
  ...AUTHORIZE_OUTCOMES,
  ...TOKEN_OUTCOMES,
  ...PROFILE_OUTCOMES,
  ...SUBJECT_OUTCOMES,
} satisfies Record<string, Outcome>;

export type OutcomeId = Extract<keyof typeof OUTCOMES, string>;

export const OUTCOME_IDS = Object.keys(OUTCOMES) as OutcomeId[];
