import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { minutes } from '../kernel/duration.ts';
import { BoundedHttp } from '../platform/outgoing/bounded-http.ts';
import type { Answer } from '../platform/outgoing/bounded-http.ts';
import { exchangeLimits } from '../platform/outgoing/limits.ts';
import { riscEndpoints } from './google/endpoints.ts';
import { wantedEvents } from './google/security-event.ts';
import type { ServiceAccount } from './service-account.ts';

const audience = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService';
const push = 'https://schemas.openid.net/secevent/risc/delivery-method/push';

/** What Google sends here, as it says itself. */
export interface RiscRegistration {
  url: string | null;
  events: readonly string[];
}

/** `unexpected`: something answered, and not as Google does. */
export type RiscAnswer<T> =
  { kind: 'done'; value: T } | { kind: 'refused' | 'unavailable' | 'unexpected' };

const registration = z.object({
  delivery: z.object({ url: z.string() }).optional(),
  events_requested: z.array(z.string()).default([]),
});

/** The stream of signals at Google: where they are sent, and which. For operators; the service itself never does this. */
@Injectable()
export class RiscStream {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** False where the service is not registered at Google: nobody would hear what Google says. */
  get isThere(): boolean {
    return this.config.providers.google !== null;
  }

  /** The address that Google is to push to. */
  get receiver(): string {
    return `${this.config.issuer}/signals/google`;
  }

  /** Asks Google to send here every event that we know what to do with. */
  async register(account: ServiceAccount): Promise<RiscAnswer<null>> {
    const delivery = { delivery_method: push, url: this.receiver };
    const body = { delivery, events_requested: wantedEvents };
    return readAs(await this.ask(account, 'stream:update', body), () => null);
  }

  /** Asks Google for a trial signal with this text in it. */
  async verify(account: ServiceAccount, state: string): Promise<RiscAnswer<null>> {
    return readAs(await this.ask(account, 'stream:verify', { state }), () => null);
  }

  /** How the stream is registered now. */
  async status(account: ServiceAccount): Promise<RiscAnswer<RiscRegistration>> {
    return readAs(await this.ask(account, 'stream', null), (text) => {
      const read = registration.safeParse(JSON.parse(text));
      if (!read.success) return undefined;
      const { delivery, events_requested: events } = read.data;
      return { url: delivery?.url ?? null, events };
    });
  }

  private async ask(account: ServiceAccount, path: string, body: object | null): Promise<Answer> {
    const { managementUrl } = riscEndpoints(this.config.providers.google);
    const url = new URL(`${managementUrl}/${path}`);
    const http = new BoundedHttp([managementUrl], exchangeLimits);
    try {
      return await http.withinDeadline()({
        method: body === null ? 'GET' : 'POST',
        host: url.host,
        path: url.pathname,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${this.bearer(account)}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
      });
    } finally {
      await http.close();
    }
  }

  /** A token that the service account signs for itself: Google needs no exchange for it. */
  private bearer({ email, key, kid }: ServiceAccount) {
    const iat = this.clock.seconds();
    const claims = { iss: email, sub: email, aud: audience, iat, exp: iat + minutes(5) };
    const options = { algorithm: 'RS256', ...(kid !== undefined && { keyid: kid }) } as const;
    return jwt.sign(claims, key, options);
  }
}

/** @param read undefined for what has not the form of an answer of Google's */
function readAs<T>(answer: Answer, read: (text: string) => T | undefined): RiscAnswer<T> {
  switch (answer.kind) {
    case 'good': {
      const value = read(answer.body);
      return value === undefined ? { kind: 'unexpected' } : { kind: 'done', value };
    }
    case 'refusal':
      return { kind: 'refused' };
    case 'malformed':
      return { kind: 'unexpected' };
    case 'unavailable':
      return { kind: 'unavailable' };
    default:
      return answer satisfies never;
  }
}
