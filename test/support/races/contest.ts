import type { Answer, CityService } from '../city-service.ts';
import type { TestService } from '../service.ts';

/** Something that can be used once. */
export interface Prize {
  readonly text: string;
  /** The grant it was made for; empty when it is proof of the app alone. */
  readonly grantId: string;
}

/** Two requests at once that use the same thing, at two processes. */
export interface Contest {
  readonly app: CityService;
  /** How the one who comes too late is refused. */
  readonly refusal: string;
  prepare(count: number): Promise<Prize[]>;
  enter(prize: Prize, at: TestService): Promise<Answer>;
  /** What came of it in the database: one row for all that fared alike, with their number as `count`. */
  readonly traces: Traces;
  /** What must come of every pair. */
  readonly expected: { readonly verdict: Verdict; readonly trace: object };
  /** Whether what is won can be tried at userinfo and refreshed. */
  readonly isForResident: boolean;
}

/** Reads what is in the database about an app ($1) and some grants ($2). */
export type Traces = string;

/** How a pair ended, and whether what was won is worth anything afterwards. */
export type Verdict = `${Ending}, ${Worth}`;

/** Whether what was won can be used afterwards. */
export type Worth = 'alive' | 'half alive' | 'dead' | 'untried';

export type Ending =
  'one winner' | 'the same successor twice' | 'two winners' | 'no winner' | 'a server error';

/** Who won, by the answers alone. */
export function endingOf(answers: readonly Answer[], refusal: string): Ending {
  const isExpected = ({ status, json }: Answer): boolean =>
    status === 200 || (status < 500 && json.error === refusal);
  if (!answers.every(isExpected)) return 'a server error';
  const won = answers.filter(({ status }) => status === 200);
  if (won.length < 2) return won.length === 1 ? 'one winner' : 'no winner';
  const successors = new Set(won.map(({ json }) => json.refresh_token ?? json.access_token));
  return successors.size === 1 ? 'the same successor twice' : 'two winners';
}
