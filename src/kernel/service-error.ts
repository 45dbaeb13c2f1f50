/** A field of a request that is wrong: where it is, and what is wrong with it in fixed words. */
export interface InvalidField {
  pointer: string;
  detail: string;
}

/** What a `ServiceError` is made of; `message` is public and fixed per code, `detail` is for logs only. */
export interface ServiceErrorParts {
  code: string;
  status: number;
  message: string;
  detail?: string;
  retryAfter?: number;
  challenge?: string;
  fields?: readonly InvalidField[];
  cause?: unknown;
}

/**
 * The one exception type of the service: an answer other than the expected ones.
 * Surfaces render `code`, `status` and `message`; `detail` and `cause` never leave the process.
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  /** Seconds after which the caller may try again. */
  readonly retryAfter: number | undefined;
  /** How the caller may authenticate (`WWW-Authenticate`). */
  readonly challenge: string | undefined;
  /** What is wrong with the request, field by field. */
  readonly fields: readonly InvalidField[] | undefined;

  constructor(parts: ServiceErrorParts) {
    super(parts.message, { cause: parts.cause });
    this.name = 'ServiceError';
    this.code = parts.code;
    this.status = parts.status;
    this.detail = parts.detail;
    this.retryAfter = parts.retryAfter;
    this.challenge = parts.challenge;
    this.fields = parts.fields;
  }
}

/** Ends an exhaustive switch: the compiler refuses it while a case is missing. */
export function unreachable(value: never): never {
  throw new ServiceError({
    code: 'internal',
    status: 500,
    message: 'Something went wrong on our side.',
    detail: `unexpected case: ${String(value)}`,
  });
}
