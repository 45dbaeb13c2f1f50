import { z } from 'zod';
import type { Operation } from '../contracts.ts';
import { takesIdempotencyKey } from '../idempotency-key.ts';
import { problemBody } from '../problem-body.ts';
import { problems } from '../problems.ts';
import type { Problem, ProblemCode } from '../problems.ts';

const withToken: ProblemCode[] = [
  'sign-in-needed',
  'not-allowed',
  'rate-limited',
  'internal',
  'unavailable',
];
const withBody: ProblemCode[] = ['bad-request', 'too-large', 'wrong-content-type', 'invalid'];
const withKey: ProblemCode[] = ['bad-request', 'request-in-progress', 'idempotency-mismatch'];

const headers: Readonly<Partial<Record<string, object>>> = {
  '401': { 'WWW-Authenticate': header('What to send, and where a token comes from.') },
  '403': { 'WWW-Authenticate': header('Which scope is missing.') },
  '409': { 'Retry-After': header('Seconds to wait.') },
  '429': { 'Retry-After': header('Seconds to wait.') },
  '5XX': { 'Retry-After': header('Seconds to wait, where waiting helps.') },
};

const replayed = {
  'Idempotent-Replayed': header('`true` when the request was answered before.'),
};

/** A schema as OpenAPI 3.1 embeds it. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest;
}

/** Every answer of an operation by its status: the one that was promised, and each problem that can come instead. */
export function answersOf(operation: Operation, issuer: string): Record<string, object> {
  const { accepted, answer, forgetsAnswer, status = 200, summary } = operation.contract;
  const rest = {
    ...(takesIdempotencyKey(operation) && !forgetsAnswer && { headers: replayed }),
    ...(status !== 204 && { content: json('application/json', schemaOf(answer)) }),
  };
  const good = {
    [status]: { description: summary, ...rest },
    ...(accepted !== undefined && { '202': { description: accepted, ...rest } }),
  };
  const byStatus = Object.groupBy(problemsOf(operation), statusOf);
  const bad = Object.entries(byStatus).map(([status, codes = []]) => [
    status,
    problemAnswer(status, codes, issuer),
  ]);
  return { ...good, ...(Object.fromEntries(bad) as Record<string, object>) };
}

function problemsOf(operation: Operation): ProblemCode[] {
  const { access, contract } = operation;
  const codes: ProblemCode[] = [
    ...(contract.body ? withBody : []),
    ...(contract.query ? (['invalid'] as const) : []),
    ...(takesIdempotencyKey(operation) ? withKey : []),
    ...(access.kind === 'public' ? [] : withToken),
    ...Object.values(contract.ids ?? {}).map(({ unknown }) => unknown),
    ...(contract.problems ?? []),
  ];
  return [...new Set(codes)];
}

/** What is not the caller's doing has one answer for all, as OpenAPI 3.1 §4.8.16 allows. */
function statusOf(code: ProblemCode): string {
  const { status } = problems[code];
  return status < 500 ? String(status) : '5XX';
}

function problemAnswer(status: string, codes: ProblemCode[], issuer: string): object {
  const examples = codes.map((code) => [code, { value: exampleOf(code, issuer) }]);
  return {
    description: codes.map((code) => `${problems[code].title}.`).join(' '),
    ...(headers[status] && { headers: headers[status] }),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as object,
      },
    },
  };
}

function exampleOf(problem: ProblemCode, issuer: string): object {
  const { status }: Problem = problems[problem];
  const fields =
    problem === 'invalid' ? [{ pointer: '#/reason', detail: 'is not right' }] : undefined;
  return problemBody({ problem, code: problem, status, fields }, issuer, 'k4Jq0w3Zb8o');
}

function json(type: string, schema: object): object {
  return { [type]: { schema } };
}

function header(description: string): object {
  return { description, schema: { type: 'string' } };
}
