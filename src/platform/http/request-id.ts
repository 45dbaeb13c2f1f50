import { crockford } from '../../kernel/confirmation-code.ts';

/** Names one request in logs and on error pages: the help code people read out on the phone. */
export function newRequestId(): string {
  return crockford(12);
}
