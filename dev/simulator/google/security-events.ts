import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { json } from '../reply.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { signAsGoogle } from './sign.ts';

const RISC = 'https://schemas.openid.net/secevent/risc/event-type/';
const OAUTH = 'https://schemas.openid.net/secevent/oauth/event-type/';
const OF_OAUTH = ['tokens-revoked', 'token-revoked'];

/** What Google tells the service of a person: `event` is the last part of its address. */
export const SecurityEvent = z.strictObject({
  person: z.string().optional(),
  event: z.string().regex(/^[a-z-]+$/),
  reason: z.string().optional(),
  state: z.string().optional(),
  /** Seconds since 1970; now when left out. */
  iat: z.int().positive().optional(),
  jti: z.string().optional(),
});
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/** The same, and the address of the service that hears it. */
export const SentSecurityEvent = SecurityEvent.extend({ to: z.url() });

/** The address of a kind of event. */
export function eventUri(event: string): string {
  return (OF_OAUTH.includes(event) ? OAUTH : RISC) + event;
}

/** Who signs what Google tells, with the slash at its end. */
export function riscIssuer(url: string): string {
  return `${url}/google/`;
}

/** The claims of a Security Event Token (RFC 8417) as Google makes them: no `exp`, and a list for `aud`. */
export function securityEventClaims(world: World, told: SecurityEvent): object {
  const { event, reason, state, iat = Math.floor(world.now() / 1000), jti = randomUUID() } = told;
  const iss = riscIssuer(world.url);
  const sub = world.people.find(told.person ?? '')?.subjects.google;
  const subject = sub === undefined ? undefined : { subject_type: 'iss-sub', iss, sub };
  const body = JSON.parse(JSON.stringify({ subject, reason, state })) as object;
  const aud = [world.dialects.google.client.id];
  return { iss, aud, iat, jti, events: { [eventUri(event)]: body } };
}

/** Signs a Security Event Token and pushes it (RFC 8935). The reply says how it was taken. */
export function pushEvent(world: World, to: string, told: SecurityEvent): Reply {
  const token = signAsGoogle(securityEventClaims(world, told));
  return async (response, gone) => {
    await json(200, await push(to, token))(response, gone);
  };
}

/** Pushes a token to the receiver at this address. */
export async function push(to: string, token: string): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': 'application/secevent+jwt', accept: 'application/json' };
  const answer = await fetch(to, { method: 'POST', headers, body: token });
  return { status: answer.status, body: await answer.text() };
}
