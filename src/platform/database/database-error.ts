import { ServiceError } from '../../kernel/service-error.ts';

/** SQLSTATE classes and codes that mean "not now": connection, resources, shutdown, lock or statement timeout, standby. */
const passing = /^(08|53|57|55P03|25006|40)/;
const lostConnection =
  /timeout|terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|not queryable|Connection ended/i;

/** Turns "the database cannot answer now" into `unavailable` (503); every other error passes unchanged. */
export function asServiceError(error: unknown): unknown {
  if (error instanceof ServiceError || !isPassing(error)) return error;
  return new ServiceError({
    code: 'unavailable',
    status: 503,
    message: 'The service is not available right now. Try again in a few seconds.',
    detail: 'the database did not answer',
    retryAfter: 2,
    cause: error,
  });
}

function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && passing.test(code)) return true;
  return lostConnection.test(`${String(code)} ${String(message)}`);
}
