import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import { Log } from '../platform/logging/log.ts';
import { BoundedPost } from '../platform/outgoing/bounded-post.ts';
import type { PostAnswer } from '../platform/outgoing/bounded-post.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import {
  claim,
  failuresOf,
  settleDelivered,
  settleRefused,
  settleUnavailable,
  settleVerified,
} from './deliveries/push-statements.ts';
import { verificationType } from './event-types.ts';
import { errorCode } from './error-code.ts';
import { PushMessage } from './push-message.ts';
import type { ClaimedEvent, Message } from './push-message.ts';
import { pauseAfter, restAfter } from './retries.ts';

/** How sending one went. Of an answer only a code is kept: a text could hold anything. */
type Sent =
  | { kind: 'delivered' }
  /** The receiver understood and will not have this one (RFC 8935 §2.3). */
  | { kind: 'refused'; error: string }
  /** Nothing there takes events now. */
  | { kind: 'unavailable'; error: string };

interface Outcome {
  event: ClaimedEvent;
  sent: Sent;
}

interface Lost {
  event: ClaimedEvent;
  error: string;
}

/** So many are taken at a time, and so many go to one place at once: all are sent before others may take them. */
const mostTaken = 64;
const lanes = 16;

/** Sends events to the places that apps name (RFC 8935), and logouts to where they are registered. */
@Injectable()
export class PushDelivery implements OnApplicationShutdown {
  private readonly http: BoundedPost;

  constructor(
    config: Config,
    private readonly database: Database,
    private readonly log: Log,
    private readonly message: PushMessage,
  ) {
    this.http = new BoundedPost(reachOf(config));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.http.close();
  }

  /** Sends the next events of a stream. Returns whether there may be more to send at once. */
  async round(streamId: string): Promise<boolean> {
    const claimed = await this.database.run<ClaimedEvent>(claim, [streamId, mostTaken]);
    if (claimed.length === 0) return false;
    const outcomes = await this.sendAll(claimed);
    return this.settle(outcomes);
  }

  /** Where one finds that nothing answers, the rest is not sent. */
  private async sendAll(claimed: readonly ClaimedEvent[]): Promise<Outcome[]> {
    const left = [...claimed];
    const outcomes: Outcome[] = [];
    let down: Sent | null = null;
    const lane = async (): Promise<void> => {
      for (let event = left.shift(); event !== undefined; event = left.shift()) {
        const sent: Sent = down ?? (await this.send(event));
        if (sent.kind === 'unavailable') down = sent;
        outcomes.push({ event, sent });
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return outcomes;
  }

  private async settle(outcomes: readonly Outcome[]): Promise<boolean> {
    await this.settleArrived(outcomes.filter(({ sent }) => sent.kind === 'delivered'));
    const lost: Lost[] = [];
    for (const { event, sent } of outcomes) {
      if (sent.kind === 'unavailable') lost.push({ event, error: sent.error });
      if (sent.kind === 'refused') await this.putOff(event, sent.error);
    }
    const [first] = lost;
    if (first === undefined) return true;
    await this.rest(first, lost);
    return false;
  }

  private async settleArrived(arrived: readonly Outcome[]): Promise<void> {
    const isProof = ({ event }: Outcome) => event.type === verificationType;
    await this.settleBy(
      settleDelivered,
      arrived.filter((one) => !isProof(one)),
    );
    await this.settleBy(settleVerified, arrived.filter(isProof));
  }

  private async settleBy(how: typeof settleDelivered, arrived: readonly Outcome[]): Promise<void> {
    const [first] = arrived;
    if (first === undefined) return;
    const { streamId, endpoint } = first.event;
    await this.database.run(how, [streamId, arrived.map(({ event }) => event.seq), endpoint]);
  }

  private async putOff({ streamId, seq, attempts }: ClaimedEvent, error: string): Promise<void> {
    await this.database.run(settleRefused, [streamId, seq, error, pauseAfter(attempts)]);
  }

  private async rest({ event, error }: Lost, lost: readonly Lost[]): Promise<void> {
    const { streamId, endpoint } = event;
    const row = await firstRow<{ failures: number }>(this.database, failuresOf, [streamId]);
    const seqs = lost.map((one) => one.event.seq);
    const rest = restAfter(row?.failures ?? 0);
    await this.database.run(settleUnavailable, [streamId, seqs, error, rest, endpoint]);
  }

  private async send(event: ClaimedEvent): Promise<Sent> {
    const message = await this.made(event);
    if (typeof message === 'string') return { kind: 'refused', error: message };
    const { endpoint, headers, body } = message;
    return sentBy(await this.http.send(endpoint, { headers, body }), accepted[event.kind]);
  }

  /** What is sent, or why there is nothing. One that cannot be signed keeps no other waiting. */
  private async made(event: ClaimedEvent): Promise<Message | 'no-endpoint' | 'not-signed'> {
    try {
      return (await this.message.of(event)) ?? 'no-endpoint';
    } catch (error) {
      this.log.write({ event: 'feed.failed', code: String((error as { code?: unknown }).code) });
      return 'not-signed';
    }
  }
}

/** What says that the receiver has it: RFC 8935 §2.2, and OIDC Back-Channel Logout §2.8. */
const accepted: Readonly<Record<ClaimedEvent['kind'], readonly number[]>> = {
  events: [202],
  logout: [200, 204],
};

/** 400 says why it will not have it (RFC 8935 §2.3). */
function sentBy(answer: PostAnswer, good: readonly number[]): Sent {
  if (answer.kind === 'unavailable') return { kind: 'unavailable', error: 'no-answer' };
  const { status, body } = answer;
  if (good.includes(status)) return { kind: 'delivered' };
  if (status === 400) return { kind: 'refused', error: errorIn(body) };
  return { kind: 'unavailable', error: `status-${status}` };
}

function errorIn(body: string): string {
  try {
    const said = JSON.parse(body) as { err?: unknown; error?: unknown } | null;
    return errorCode(said?.err ?? said?.error);
  } catch {
    return errorCode(null);
  }
}
