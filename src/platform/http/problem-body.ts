import type { Failure } from './failure.ts';
import { problems } from './problems.ts';

/** RFC 9457 problem details: fixed texts of the catalogue and the request's id, nothing of the case at hand. */
export function problemBody(failure: Failure, issuer: string, requestId: string): object {
  const { title, help } = problems[failure.problem];
  return {
    type: `${issuer}/problems#${failure.problem}`,
    title,
    status: failure.status,
    code: failure.code,
    help,
    instance: `urn:request:${requestId}`,
  };
}
