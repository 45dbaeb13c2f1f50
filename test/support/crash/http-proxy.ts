import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Channel, KillSwitch } from './kill-switch.ts';

const requestLine = /^(GET|POST|DELETE) [^ ]+/;

/** Where a connection goes, and who dies on the way. */
export interface HttpRoute {
  readonly port: number;
  readonly channel: Channel;
  readonly killSwitch: KillSwitch;
}

/**
 * Stands between two sides that speak HTTP. A message is a request; its answer has begun when the first byte of it
 * comes back, and by then everything the request was for has happened.
 */
export function httpProxy(routeNow: () => HttpRoute): Server {
  return createServer((client) => {
    const route = routeNow();
    const upstream = connect(route.port, '127.0.0.1');
    endTogether(client, upstream);
    const line = new RequestLine(route, client, upstream);
    inOrder(client, (chunk) => line.request(chunk));
    inOrder(upstream, (chunk) => line.answer(chunk));
  });
}

class RequestLine {
  #waiting = 0;

  constructor(
    private readonly route: HttpRoute,
    private readonly client: Socket,
    private readonly upstream: Socket,
  ) {}

  async request(chunk: Buffer): Promise<void> {
    const line = requestLine.exec(chunk.toString('latin1'))?.[0];
    const { channel, killSwitch } = this.route;
    if (line !== undefined) {
      const message = await killSwitch.delivering(channel, withoutSecrets(line));
      if (message === null) return this.cut();
      this.#waiting = message;
    }
    this.upstream.write(chunk);
  }

  async answer(chunk: Buffer): Promise<void> {
    const { channel, killSwitch } = this.route;
    if (!(await killSwitch.answering(channel, this.#waiting))) return this.cut();
    this.client.write(chunk);
  }

  private cut(): void {
    this.client.destroy();
    this.upstream.destroy();
  }
}

/** Handles one chunk after the other, however long each takes. */
export function inOrder(socket: Socket, handle: (chunk: Buffer) => Promise<void>): void {
  let last = Promise.resolve();
  socket.on('data', (chunk: Buffer) => {
    last = last.then(() => handle(chunk));
  });
}

/** When one side goes, the other is of no use. */
export function endTogether(one: Socket, other: Socket): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

function withoutSecrets(line: string): string {
  return line.replace(/\?.*$/, '').replace(/[\w-]{36}/g, ':id');
}
