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
  'block-not-found': {
    status: 404,
    title: 'No such block',
    help: 'Its time may be over. Do not try again.',
  },
  'plan-not-found': {
    status: 404,
    title: 'No such plan',
    help: 'List the plans. Old ones are deleted.',
  },
  'provider-not-found': {
    status: 404,
    title: 'No such provider',
    help: 'List the providers: one that is not configured cannot be switched.',
  },
  'code-not-found': {
    status: 404,
    title: 'No such code',
    help: 'It may have expired. Ask the resident for a new one.',
  },
  'entry-not-found': {
    status: 404,
    title: 'No such entry',
    help: 'Its time may be over. List the entries.',
  },
  'month-not-found': {
    status: 404,
    title: 'No statistics of this month',
    help: 'Ask for a month that is over, and at most a year old.',
  },
  'resident-not-found': {
    status: 404,
    title: 'No such resident',
    help: 'The resident may have been erased. Do not try again.',
  },
  'app-not-found': {
    status: 404,
    title: 'No such app',
    help: 'List the apps: they are named by their client ID.',
  },
  'key-not-found': {
    status: 404,
    title: 'No such key',
    help: 'List the keys: they are named by their key ID.',
  },
  'stream-not-found': {
    status: 404,
    title: 'No such stream',
    help: 'Create one first. An app has one at most.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Not by this method',
    help: 'Use one of the methods that the Allow header names.',
  },
  'plan-mismatch': {
    status: 409,
    title: 'The number of links is not the one that the plan shows',
    help: 'Look at the plan again and send the number of links in it.',
  },
  'plan-not-yours': {
    status: 409,
    title: 'Somebody else made the plan',
    help: 'Only the person who made a plan can confirm it.',
  },
  'plan-state': {
    status: 409,
    title: 'The plan is in another state',
    help: 'Look at the plan: it may have expired, or somebody was quicker.',
  },
  'plan-empty': {
    status: 409,
    title: 'No link is like that',
    help: 'Nothing was planned. Ask for other links.',
  },
  'draft-changed': {
    status: 409,
    title: 'The draft has changed',
    help: 'Read it again, and send the revision and the number that it has now.',
  },
  'stream-exists': {
    status: 409,
    title: 'The app has a stream already',
    help: 'Read it and change it, or delete it first.',
  },
  'record-not-open': {
    status: 409,
    title: 'The record is not open',
    help: 'Open it first, for a purpose or with a code. It stays open for 15 minutes.',
  },
  'request-in-progress': {
    status: 409,
    title: 'The same request is being answered',
    help: 'Wait as long as Retry-After says and send it again.',
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
    help: 'See “errors” in the answer and the documentation of the route.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'The idempotency key belongs to another request',
    help: 'Send every new request with a new key.',
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
