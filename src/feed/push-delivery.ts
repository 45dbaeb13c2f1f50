import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { BoundedPost } from '../platform/outgoing/bounded-post.ts';
import type { PostAnswer } from '../platform/outgoing/bounded-post.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { Vault } from '../vault/vault.ts';
import {
  claim,
  failuresOf,
  settleDelivered,
  settleRefused,
  settleUnavailable,
} from './deliveries/push-statements.ts';
import { errorCode } from './error-code.ts';
import { pauseAfter, restAfter } from './retries.ts';
import { SignedEvent } from './signed-event.ts';
import type { WaitingEvent } from './signed-event.ts';

/** An event that this process has taken for a while, and where it goes. */
interface ClaimedEvent extends WaitingEvent {
  streamId: string;
  appId: string;
  endpoint: string;
  attempts: number;
  sealedAuthorization: Buffer | null;
}

/** How sending one went. Of an answer only a code is kept: a text could hold anything. */
type Sent =
  | { kind: 'delivered' }
  /** The receiver understood and will not have this one (RFC 8935 §2.3). */
  | { kind: 'refused'; error: string }
  /** Nothing there takes events now. */
  | { kind: 'unavailable'; error: string };

/** So many go to one place at a time. */
const atOnce = 8;

/** Sends events to the places that apps name (RFC 8935). */
@Injectable()
export class PushDelivery implements OnApplicationShutdown {
  private readonly http: BoundedPost;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly signed: SignedEvent,
    private readonly vault: Vault,
  ) {
    this.http = new BoundedPost(reachOf(config));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }

  /** Sends the next events of a stream. Returns whether there may be more to send at once. */
  async round(streamId: string): Promise<boolean> {
    const claimed = await this.database.run<ClaimedEvent>(claim, [streamId, atOnce]);
    if (claimed.length === 0) return false;
    const outcomes = await Promise.all(
      claimed.map(async (event) => ({ event, sent: await this.send(event) })),
    );
    return this.settle(streamId, outcomes);
  }

  private async settle(
    streamId: string,
    outcomes: readonly { event: ClaimedEvent; sent: Sent }[],
  ): Promise<boolean> {
    const arrived = outcomes.filter(({ sent }) => sent.kind === 'delivered');
    if (arrived.length > 0) {
      await this.database.run(settleDelivered, [streamId, arrived.map(({ event }) => event.seq)]);
    }
    const lost: { seq: number; error: string }[] = [];
    for (const { event, sent } of outcomes) {
      if (sent.kind === 'unavailable') lost.push({ seq: event.seq, error: sent.error });
      if (sent.kind === 'refused') await this.putOff(event, sent.error);
    }
    if (lost.length === 0) return true;
    await this.rest(streamId, lost);
    return false;
  }

  private async putOff({ streamId, seq, attempts }: ClaimedEvent, error: string): Promise<void> {
    await this.database.run(settleRefused, [streamId, seq, error, pauseAfter(attempts)]);
  }

  private async rest(
    streamId: string,
    lost: readonly { seq: number; error: string }[],
  ): Promise<void> {
    const row = await firstRow<{ failures: number }>(this.database, failuresOf, [streamId]);
    const seqs = lost.map(({ seq }) => seq);
    const rest = restAfter(row?.failures ?? 0);
    await this.database.run(settleUnavailable, [streamId, seqs, lost[0]?.error, rest]);
  }

  private async send(event: ClaimedEvent): Promise<Sent> {
    const { appId, streamId, endpoint } = event;
    const body = await this.signed.sign(event, { appId, streamId });
    const authorization = this.authorizationOf(event);
    const headers = {
      'content-type': 'application/secevent+jwt',
      accept: 'application/json',
      ...(authorization !== null && { authorization }),
    };
    return sentBy(await this.http.send(endpoint, { headers, body }));
  }

  private authorizationOf({ streamId, sealedAuthorization }: ClaimedEvent): string | null {
    const place = { table: 'event_stream', column: 'sealed_authorization', row: streamId };
    return sealedAuthorization && this.vault.open(place, sealedAuthorization);
  }
}

/** 202 says that it has it (RFC 8935 §2.2), and 400 why it will not have it (§2.3). */
function sentBy(answer: PostAnswer): Sent {
  if (answer.kind === 'unavailable') return { kind: 'unavailable', error: 'no-answer' };
  const { status, body } = answer;
  if (status === 202) return { kind: 'delivered' };
  if (status === 400) return { kind: 'refused', error: errorIn(body) };
  return { kind: 'unavailable', error: `status-${status}` };
}

function errorIn(body: string): string {
  try {
    return errorCode((JSON.parse(body) as { err?: unknown } | null)?.err);
  } catch {
    return errorCode(null);
  }
}
