import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../../config/config.ts';
import { Log } from '../logging/log.ts';

/** How long after a loss the connection is made anew. */
const restMilliseconds = 1000;

/**
 * One connection that waits for what other processes tell by `pg_notify`. It is only ever a hint to look: whatever is
 * told while the connection is lost is not told again, so whoever listens looks by itself, too.
 */
@Injectable()
export class Listener implements OnApplicationShutdown {
  private readonly heard = new Map<string, () => void>();
  private client: pg.Client | null = null;
  private ready: pg.Client | null = null;
  /** One question at a time on one connection. */
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  /** Calls back at every notification of a channel, and whenever there may have been one that was missed. */
  on(channel: string, hear: () => void): void {
    this.heard.set(channel, hear);
    if (this.client === null) void this.connect();
    else void this.inTurn(this.client, channel);
  }

  async onApplicationShutdown(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.database.listenUrl,
      application_name: 'civic-link listener',
      connectionTimeoutMillis: 2000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, null));
    client.on('notification', ({ channel }) => this.heard.get(channel)?.());
    try {
      await client.connect();
      this.ready = client;
      for (const channel of this.heard.keys()) await this.inTurn(client, channel);
    } catch (error) {
      this.lose(client, error);
    }
  }

  /** A connection that is not there yet listens to everything once it is. */
  private inTurn(client: pg.Client, channel: string): Promise<void> {
    if (this.ready !== client) return Promise.resolve();
    this.turn = this.turn
      .then(() => this.listen(client, channel))
      .catch((error: unknown) => this.lose(client, error));
    return this.turn;
  }

  private async listen(client: pg.Client, channel: string): Promise<void> {
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    this.heard.get(channel)?.();
  }

  /** A connection can be lost in several ways at once; the first of them counts. */
  private lose(client: pg.Client, error: unknown): void {
    if (this.client !== client || this.isOver) return;
    this.client = null;
    client.end().catch(() => undefined);
    const code = String((error as { code?: unknown } | null)?.code);
    this.log.write({ event: 'database.connection-lost', code });
    this.timer = setTimeout(() => void this.connect(), restMilliseconds).unref();
  }
}
