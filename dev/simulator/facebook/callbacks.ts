import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { json } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';

/** That a person removed the service at Facebook, or asked there for a deletion; `to` is the service's address for it. */
export const Callback = z.strictObject({
  person: z.string(),
  to: z.url(),
  /** Seconds since 1970; now when left out. */
  issuedAt: z.int().positive().optional(),
});
export type Callback = z.infer<typeof Callback>;

/** Facebook's `signed_request`: an HMAC-SHA256 over the payload as it is written. */
export function signedRequest(payload: object | string, secret: string): string {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const signed = Buffer.from(text).toString('base64url');
  return `${createHmac('sha256', secret).update(signed).digest('base64url')}.${signed}`;
}

/** Calls the service as Facebook does. The reply says what it answered. */
export function callBack(world: World, { person, to, issuedAt }: Callback): Reply {
  const { client } = world.dialects.facebook;
  const user_id = world.people.find(person)?.subjects.facebook ?? '';
  const issued_at = issuedAt ?? Math.floor(world.now() / 1000);
  const request = signedRequest({ algorithm: 'HMAC-SHA256', issued_at, user_id }, client.secret);
  return async (response, gone) => {
    const body = new URLSearchParams({ signed_request: request });
    const answer = await fetch(to, { method: 'POST', body });
    await json(200, { status: answer.status, body: await answer.text() })(response, gone);
  };
}
