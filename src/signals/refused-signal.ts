import { ServiceError } from '../kernel/service-error.ts';
import type { SignalErrorCode } from '../platform/http/signal-error-body.ts';

const sentences = {
  invalid_request: 'This is no signal that we can read.',
  invalid_key: 'This is not signed with a key of the provider.',
  invalid_issuer: 'This is not from the provider.',
  invalid_audience: 'This is not for us.',
  authentication_failed: 'This is not signed by the provider.',
} as const satisfies Record<SignalErrorCode, string>;

/** The answer to a signal that is not believed (RFC 8935 §2.4). `detail` is a word of ours for the log. */
export function refusedSignal(code: SignalErrorCode, detail: string): ServiceError {
  return new ServiceError({ code, status: 400, message: sentences[code], detail });
}

/** The answer where the service is not registered at the provider. */
export function noSuchReceiver(): ServiceError {
  return new ServiceError({ code: 'not-found', status: 404, message: 'Nobody listens here.' });
}
