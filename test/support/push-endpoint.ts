import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came. */
export interface Came {
  path: string;
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** How an endpoint answers. */
export interface Reaction {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Where an app takes what is sent to it, on the loopback; answers as it is told, 202 unless told otherwise. */
export class PushEndpoint {
  readonly came: Came[] = [];
  /** Null: never answers. A promise: answers when it is kept. */
  react: (came: Came) => Reaction | null | Promise<Reaction | null> = () => ({ status: 202 });
  private server: Server | null = null;
  private port = 0;

  static async open(): Promise<PushEndpoint> {
    const endpoint = new PushEndpoint();
    await endpoint.up();
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/events`;
  }

  /** Listens, again on the same port after it was down. */
  async up(): Promise<void> {
    this.server = createServer((request, response) => {
      void this.take(request).then((reaction) => {
        if (reaction !== null)
          response.writeHead(reaction.status, reaction.headers).end(reaction.body);
      });
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.server.unref();
    this.port = (this.server.address() as AddressInfo).port;
  }

  async down(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }

  private async take(request: IncomingMessage): Promise<Reaction | null> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url: path = '', method = '', headers } = request;
    const came = { path, method, headers, body: Buffer.concat(chunks).toString() };
    this.came.push(came);
    return this.react(came);
  }
}
