/** One kind of failure as the outside sees it: fixed texts, nothing about the case at hand. */
export interface Problem {
  status: number;
  title: string;
  help: string;
}

/** Every problem the API and the pages answer with, by slug. `docs/errors.md` lists the same, checked by a test. */
export const problems = {
  'bad-request': {
    status: 400,
    title: 'The request cannot be read',
    help: 'Check the syntax and the parameters.',
  },
  'sign-in-needed': {
    status: 401,
    title: 'A valid token is needed',
    help: 'Send a token of this service as a Bearer token.',
  },
  'form-mismatch': {
    status: 403,
    title: 'The form does not match the visit',
    help: 'Open the page again and send the form from there.',
  },
  'not-allowed': {
    status: 403,
    title: 'You may not do this',
    help: 'Ask for the scope that the route names.',
  },
  'not-found': { status: 404, title: 'Not found', help: 'Check the address.' },
  'link-not-found': {
    status: 404,
    title: 'No such link',
    help: 'It may have been removed. Do not try again.',
  },
  'grant-not-found': {
    status: 404,
    title: 'No such grant',
    help: 'It may have ended long ago. Do not try again.',
  },
  'resident-not-found': {
    status: 404,
    title: 'No such resident',
    help: 'The resident may have been erased. Do not try again.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Not by this method',
    help: 'Use one of the methods that Allow names.',
  },
  'too-large': { status: 413, title: 'The request is too large', help: 'Send less.' },
  'wrong-content-type': {
    status: 415,
    title: 'Wrong content type',
    help: 'Send the content type that the route reads.',
  },
  invalid: {
    status: 422,
    title: 'A value is not right',
    help: 'See `errors` in the answer and the documentation of the route.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait as long as Retry-After says.',
  },
  internal: { status: 500, title: 'Our fault', help: 'Quote the request ID.' },
  unavailable: {
    status: 503,
    title: 'Not available right now',
    help: 'Wait as long as Retry-After says.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

/** The code itself when the catalogue has it, else the one that fits the status. */
export function problemFor(code: string, status: number): ProblemCode {
  if (code in problems) return code as ProblemCode;
  const fitting = Object.entries(problems).find(([, problem]) => problem.status === status);
  if (fitting) return fitting[0] as ProblemCode;
  return status >= 500 ? 'internal' : 'bad-request';
}
