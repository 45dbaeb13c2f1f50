import { randomUUID } from 'node:crypto';

/** A fresh database id. An id is never a secret: anything that must not be guessed is an opaque token. */
export function newId(): string {
  return randomUUID();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True when the text has the shape of an id, so that it may be given to a `uuid` column. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && uuid.test(text);
}
