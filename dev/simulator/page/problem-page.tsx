import type { RequestProblem } from '../authorization-request.ts';
import type { Dialect } from '../dialect.ts';
import type { Reply } from '../reply.ts';
import type { Language } from '../words.ts';
import { page } from './layout.tsx';
import { PAGE_WORDS, PROBLEM_WORDS } from './words.ts';

interface Problem {
  readonly dialect: Dialect;
  readonly language: Language;
  readonly problem: RequestProblem;
}

/** What a provider shows instead of sending the browser anywhere (RFC 6749 section 4.1.2.1). */
export function problemPage({ dialect, language, problem }: Problem): Reply {
  return page(
    { dialect, language, status: 400 },
    <>
      <h2>{PAGE_WORDS.cannot[language]}</h2>
      <p>
        <code>{problem}</code>: {PROBLEM_WORDS[problem][language]}
      </p>
    </>,
  );
}
