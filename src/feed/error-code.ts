/** What a receiver gives as the reason for a refusal (RFC 8935 §2.4). Only a code is kept: a text could hold anything. */
export function errorCode(said: unknown): string {
  return typeof said === 'string' && /^[a-z][a-z_]{0,39}$/i.test(said) ? said : 'other';
}
