import { randomUUID } from 'node:crypto';
import { signedRequest } from '../../dev/simulator/facebook/callbacks.ts';
import { signAsGoogle } from '../../dev/simulator/google/sign.ts';
import { eventUri, riscIssuer } from '../../dev/simulator/google/security-events.ts';
import { request } from 'undici';
import { Clock } from '../../src/kernel/clock.ts';
import type { TestService } from './service.ts';
import { providerClients } from './test-config.ts';

export interface Heard {
  status: number;
  text: string;
  /** When to come again, in seconds; only where that is said. */
  retryAfter?: string;
}

/** What Google tells a service that is on trial, well signed or not. */
export class GoogleTells {
  constructor(readonly service: TestService) {}

  get now(): number {
    return this.service.running.app.get(Clock).seconds();
  }

  /** The body of an event about an account. */
  about(sub: string, more: object = {}): object {
    const iss = riscIssuer(this.service.simulator.url);
    return { subject: { subject_type: 'iss-sub', iss, sub }, ...more };
  }

  /** Claims as Google makes them; an undefined one goes away. */
  claims(events: Readonly<Record<string, object>>, changes: object = {}): object {
    const named = Object.entries(events).map(([name, body]) => [eventUri(name), body]);
    const claims = {
      iss: riscIssuer(this.service.simulator.url),
      aud: [providerClients.google.id],
      iat: this.now,
      jti: randomUUID(),
      events: Object.fromEntries(named) as object,
      ...changes,
    };
    return JSON.parse(JSON.stringify(claims)) as object;
  }

  /** Tells one event about an account. */
  tell(event: string, sub: string, changes: object = {}, more: object = {}): Promise<Heard> {
    return this.send(signAsGoogle(this.claims({ [event]: this.about(sub, more) }, changes)));
  }

  /** Pushes a token, perhaps to another process of the service. */
  async send(token: string, address = this.service.address): Promise<Heard> {
    const { host } = new URL(this.service.url);
    const headers = { 'content-type': 'application/secevent+jwt', host };
    const answer = await request(`${address}/signals/google`, {
      method: 'POST',
      headers,
      body: token,
    });
    const retryAfter = answer.headers['retry-after'];
    const heard = { status: answer.statusCode, text: await answer.body.text() };
    return typeof retryAfter === 'string' ? { ...heard, retryAfter } : heard;
  }
}

/** What Facebook sends, signed with the secret of the app or with another one. */
export class FacebookTells {
  constructor(readonly service: TestService) {}

  /** A request about somebody; whatever is given takes the place of what Facebook says. */
  request(userId: string, changes: object = {}, secret = providerClients.facebook.secret): string {
    const issued_at = this.service.running.app.get(Clock).seconds();
    const payload = { algorithm: 'HMAC-SHA256', issued_at, user_id: userId, ...changes };
    return signedRequest(JSON.parse(JSON.stringify(payload)) as object, secret);
  }

  /** Posts a request, perhaps to another process of the service. */
  async post(
    kind: 'deauthorize' | 'deletion',
    signed: string,
    address = this.service.address,
  ): Promise<Heard> {
    const { host } = new URL(this.service.url);
    const answer = await request(`${address}/signals/facebook/${kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', host },
      body: new URLSearchParams({ signed_request: signed }).toString(),
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
}
