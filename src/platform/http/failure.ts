import { HttpException } from '@nestjs/common';
import { ServiceError } from '../../kernel/service-error.ts';
import type { InvalidField } from '../../kernel/service-error.ts';
import { asServiceError } from '../database/database-error.ts';
import { problemFor } from './problems.ts';
import type { ProblemCode } from './problems.ts';

/** A failure reduced to what may be answered (`problem`, `status`, `retryAfter`) and what may be logged (`detail`). */
export interface Failure {
  problem: ProblemCode;
  /** The service's own code, finer than `problem`. */
  code: string;
  status: number;
  retryAfter: number | undefined;
  challenge: string | undefined;
  fields: readonly InvalidField[] | undefined;
  detail: string;
}

/** Reads any thrown value. Messages of foreign errors may hold anything, so only their class and code survive. */
export function failureOf(thrown: unknown): Failure {
  const error = asServiceError(thrown);
  if (error instanceof ServiceError) {
    const { code, status, retryAfter, challenge, fields, detail = '' } = error;
    const problem = problemFor(code, status);
    return { problem, code, status, retryAfter, challenge, fields, detail };
  }
  const status = statusOf(error);
  const problem = problemFor('', status);
  return {
    problem,
    code: problem,
    status,
    retryAfter: undefined,
    challenge: undefined,
    fields: undefined,
    detail: describe(error),
  };
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = error as { statusCode?: unknown };
  const isClientError = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return isClientError ? statusCode : 500;
}

/** For instance `TypeError at Links.create (links.ts:40)`; never the message. */
function describe(error: unknown): string {
  const { name, code, stack } = error as { name?: unknown; code?: unknown; stack?: unknown };
  const frame = /at [^\n]{0,200}/.exec(typeof stack === 'string' ? stack : '')?.[0] ?? '';
  return [name, code, frame].filter((part) => typeof part === 'string' && part !== '').join(' ');
}
