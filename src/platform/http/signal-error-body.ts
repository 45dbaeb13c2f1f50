import { ServiceError } from '../../kernel/service-error.ts';
import type { Failure } from './failure.ts';

/** What a sender of signals is told is wrong (RFC 8935 §2.4). */
export const signalErrorCodes = [
  'invalid_request',
  'invalid_key',
  'invalid_issuer',
  'invalid_audience',
  'authentication_failed',
] as const;

export type SignalErrorCode = (typeof signalErrorCodes)[number];

/** The answer to a signal that was not taken. Whatever else went wrong, the request is what cannot be taken. */
export function signalErrorBody(
  { code, status }: Failure,
  thrown: unknown,
): { err: SignalErrorCode; description: string } {
  const err = signalErrorCodes.find((one) => one === code) ?? 'invalid_request';
  const isOurs = thrown instanceof ServiceError;
  return { err, description: isOurs ? thrown.message : `This was not taken (${status}).` };
}
