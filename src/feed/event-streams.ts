import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { newId } from '../kernel/ids.ts';
import { newToken } from '../kernel/opaque-token.ts';
import { Database } from '../platform/database/database.ts';
import { firstRow } from '../platform/database/statement.ts';
import type { Sql } from '../platform/database/statement.ts';
import { isPushTarget } from '../platform/outgoing/push-target.ts';
import { reachOf } from '../platform/outgoing/reach.ts';
import { Vault } from '../vault/vault.ts';
import { supportedTypes } from './event-types.ts';
import { EventQueue } from './event-queue.ts';
import { unproven, verificationSeconds } from './stream-shape.ts';
import type { Delivery, EventStream, StreamState, StreamWish } from './stream-shape.ts';
import * as statements from './streams/statements.ts';

export type Creation =
  { kind: 'created'; stream: EventStream } | { kind: 'exists' } | { kind: 'wrong-endpoint' };

export type Change =
  { kind: 'changed'; stream: EventStream } | { kind: 'no-stream' } | { kind: 'wrong-endpoint' };

/** The columns that say where events go and whether they may. */
type Target = [method: string, endpoint: string | null, sealed: Buffer | null];

/** The streams of apps: each has one at most, and makes it by itself. */
@Injectable()
export class EventStreams {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly queue: EventQueue,
    private readonly vault: Vault,
  ) {}

  find(appId: string): Promise<EventStream | null> {
    return firstRow<EventStream>(this.database, statements.find, [appId]);
  }

  /** Without a wish it is polled and has every event there is. */
  async create(appId: string, wish: StreamWish): Promise<Creation> {
    const { delivery = { method: 'poll' }, description = null } = wish;
    if (!this.isGood(delivery)) return { kind: 'wrong-endpoint' };
    const id = newId();
    const [status, reason, isProven] = beginning(delivery);
    const rest = [this.known(wish.events), description, status, reason, isProven];
    return this.database.transaction<Creation>(async (sql) => {
      const row = [id, appId, ...this.targetOf(id, delivery), ...rest];
      const stream = await firstRow<EventStream>(sql, statements.insert, row);
      if (stream === null) return { kind: 'exists' };
      await this.challenge(sql, stream);
      return { kind: 'created', stream };
    });
  }

  /** Changes what the wish names. Another place to send to has to answer first, whoever's it is. */
  change(appId: string, wish: StreamWish): Promise<Change> {
    return this.database.transaction<Change>(async (sql) => {
      const stream = await firstRow<EventStream>(sql, statements.lock, [appId]);
      if (stream === null) return { kind: 'no-stream' };
      const { delivery } = wish;
      if (delivery !== undefined && !this.isGood(delivery)) return { kind: 'wrong-endpoint' };
      const changed = await this.write(sql, stream, wish);
      if (delivery !== undefined) {
        await sql.run(statements.forgetVerifications, [stream.id]);
        await this.challenge(sql, changed);
      }
      return { kind: 'changed', stream: changed };
    });
  }

  /** False when there is none. What waited in it is gone with it. */
  async remove(appId: string): Promise<boolean> {
    return (await firstRow(this.database, statements.remove, [appId])) !== null;
  }

  /** A place that has not answered yet is asked again, and the stream waits on. Null when there is no stream. */
  setStatus(
    appId: string,
    { status, reason }: { status: StreamState; reason: string | null },
  ): Promise<EventStream | null> {
    return this.database.transaction(async (sql) => {
      const stream = await firstRow<EventStream>(sql, statements.lock, [appId]);
      if (stream === null) return null;
      const waits = status === 'enabled' && !stream.isProven;
      const values = waits ? ['paused', unproven] : [status, reason];
      const changed = await firstRow<EventStream>(sql, statements.changeStatus, [
        stream.id,
        ...values,
      ]);
      if (status === 'disabled') await sql.run(statements.forget, [stream.id]);
      if (waits) await this.challenge(sql, stream);
      return changed;
    });
  }

  /** Sends a verification with the receiver's own `state`, at most once a minute. */
  verify(appId: string, state: string | null): Promise<'sent' | 'too-soon' | 'no-stream'> {
    return this.database.transaction(async (sql) => {
      const stream = await firstRow<EventStream>(sql, statements.lock, [appId]);
      if (stream === null) return 'no-stream';
      const values = [stream.id, verificationSeconds];
      const isDue = (await firstRow(sql, statements.noteVerification, values)) !== null;
      if (!isDue) return 'too-soon';
      await this.queue.addVerification(sql, stream.id, state);
      return 'sent';
    });
  }

  private async write(sql: Sql, stream: EventStream, wish: StreamWish): Promise<EventStream> {
    const { id, events, description } = stream;
    const { delivery } = wish;
    const target = delivery ? this.targetOf(id, delivery) : await this.presentTarget(sql, stream);
    const state = delivery ? beginning(delivery) : [stream.status, stream.reason, stream.isProven];
    const wanted = wish.events === undefined ? events : this.known(wish.events);
    const values = [id, ...target, wanted, wish.description ?? description, ...state];
    const changed = await firstRow<EventStream>(sql, statements.change, values);
    if (changed === null) throw new Error('A stream that is locked has gone.');
    return changed;
  }

  private isGood(delivery: Delivery): boolean {
    return delivery.method === 'poll' || isPushTarget(delivery.endpoint, reachOf(this.config));
  }

  private async presentTarget(sql: Sql, { id, method, endpoint }: EventStream): Promise<Target> {
    const row = await firstRow<{ sealed: Buffer | null }>(sql, statements.readAuthorization, [id]);
    return [method, endpoint, row?.sealed ?? null];
  }

  private targetOf(id: string, delivery: Delivery): Target {
    if (delivery.method === 'poll') return ['poll', null, null];
    const { endpoint, authorization } = delivery;
    const place = { table: 'event_stream', column: 'sealed_authorization', row: id };
    const sealed = authorization === null ? null : this.vault.seal(place, authorization);
    return ['push', endpoint, sealed];
  }

  /** The types among these that there are. */
  private known(types: readonly string[] | undefined): string[] {
    const supported = supportedTypes(this.config.issuer);
    return supported.filter((type) => types?.includes(type) ?? true);
  }

  /** Asks a place that events shall be sent to whether it wants them: nobody else's answers to a state it does not know. */
  private async challenge(sql: Sql, { id, isProven }: EventStream): Promise<void> {
    if (!isProven) await this.queue.addVerification(sql, id, newToken());
  }
}

function beginning({ method }: Delivery): [StreamState, string | null, boolean] {
  return method === 'poll' ? ['enabled', null, true] : ['paused', unproven, false];
}
