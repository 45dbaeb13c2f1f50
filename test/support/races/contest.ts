import type { Answer, CityService } from '../city-service.ts';
import type { TestService } from '../service.ts';

/** Something that can be used once, and the grant it was made for. */
export interface Prize {
  readonly text: string;
  readonly grantId: string;
}

/** What a contest must have left behind for every grant of its app. */
export interface Traces {
  families: number;
  generation: number;
  killed: boolean;
  /** How often the grant was ended. */
  ended: number;
  /** Types of the ledger entries about it. */
  entries: string;
}

/** Two requests at once that use the same thing, at two processes. */
export interface Contest {
  readonly app: CityService;
  prepare(count: number): Promise<Prize[]>;
  enter(prize: Prize, at: TestService): Promise<Answer>;
  /** What must come of every pair. */
  readonly verdict: Verdict;
  readonly traces: Traces;
}

/** How a pair ended, and whether what was won is worth anything afterwards. */
export type Verdict = `${Ending}, ${Worth}`;

/** Whether what was won can be used afterwards. */
export type Worth = 'alive' | 'half alive' | 'dead';

export type Ending =
  'one winner' | 'the same successor twice' | 'two winners' | 'no winner' | 'a server error';

/** Who won, by the answers alone. */
export function endingOf(answers: readonly Answer[]): Ending {
  if (!answers.every(isWonOrRefused)) return 'a server error';
  const won = answers.filter(({ status }) => status === 200);
  if (won.length < 2) return won.length === 1 ? 'one winner' : 'no winner';
  const successors = new Set(won.map(({ json }) => json.refresh_token));
  return successors.size === 1 ? 'the same successor twice' : 'two winners';
}

function isWonOrRefused({ status, json }: Answer): boolean {
  return status === 200 || (status === 400 && json.error === 'invalid_grant');
}
