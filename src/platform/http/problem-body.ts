import { z } from 'zod';
import type { Failure } from './failure.ts';
import { problems } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** What an answer of RFC 9457 holds here. */
export const problemDocument = z.strictObject({
  type: z.url().describe('Which kind of problem it is: the address of a page about it.'),
  title: z.string().describe('The same for every problem of the type.'),
  status: z.int(),
  code: z.string().describe('As in `type`, or finer.'),
  help: z.string().describe('What to do.'),
  instance: z.string().describe('The ID of the request; quote it when you ask for help.'),
  errors: z
    .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
    .optional()
    .describe('Which fields are not right, each by a JSON Pointer.'),
});

/** RFC 9457 problem details: fixed texts of the catalogue and the request's id, nothing of the case at hand. */
export function problemBody(
  failure: Pick<Failure, 'problem' | 'code' | 'status' | 'fields'>,
  issuer: string,
  requestId: string,
): z.output<typeof problemDocument> {
  const { title, help } = problems[failure.problem];
  return {
    type: problemType(issuer, failure.problem),
    title,
    status: failure.status,
    code: failure.code,
    help,
    instance: `urn:request:${requestId}`,
    ...(failure.fields && { errors: [...failure.fields] }),
  };
}

/** Where the page for developers says what a problem is. */
export function problemType(issuer: string, problem: ProblemCode): string {
  return `${issuer}/developers#${problem}`;
}
