import { createPrivateKey } from 'node:crypto';
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

const audience = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService';
const push = 'https://schemas.openid.net/secevent/risc/delivery-method/push';

/** The key of a service account at Google, as its file has it. It is used for one command and kept nowhere. */
export interface ServiceAccount {
  client_email: string;
  private_key: string;
  private_key_id?: string | undefined;
}

const accountFile = z.object({
  client_email: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
  private_key_id: z.string().optional(),
});

/** What Google sends here, as it says itself. */
export interface RiscRegistration {
  url: string | null;
  events: readonly string[];
}

export type RiscAnswer<T> = { kind: 'done'; value: T } | { kind: 'refused' | 'unavailable' };

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

  /** Reads the file of a service account; null for anything else. */
  accountIn(file: unknown): ServiceAccount | null {
    const read = accountFile.safeParse(file);
    return read.success ? read.data : null;
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
      const { delivery, events_requested: events } = registration.parse(JSON.parse(text));
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
  private bearer({ client_email: email, private_key: pem, private_key_id: kid }: ServiceAccount) {
    const iat = this.clock.seconds();
    const claims = { iss: email, sub: email, aud: audience, iat, exp: iat + minutes(5) };
    const options = { algorithm: 'RS256', ...(kid !== undefined && { keyid: kid }) } as const;
    return jwt.sign(claims, createPrivateKey(pem), options);
  }
}

function readAs<T>(answer: Answer, read: (text: string) => T): RiscAnswer<T> {
  if (answer.kind === 'good') return { kind: 'done', value: read(answer.body) };
  return { kind: answer.kind === 'refusal' ? 'refused' : 'unavailable' };
}
