import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopback, parseWebUrl } from '../../kernel/url-rules.ts';
import { UsageError } from '../command.ts';
import { Trouble } from './trouble.ts';

const farewell = 'That is all. You can close this page and go back to the terminal.\n';

/** Waits on this machine for the browser to come back (RFC 8252 §7.3). */
export class ReturnListener {
  private readonly arrivals = new EventEmitter();

  private constructor(
    private readonly server: Server,
    /** What the service has to send the browser to. */
    readonly redirectUri: string,
  ) {}

  /** Listens where the redirect URI says, on any free port when it names none. */
  static async open(redirect: string): Promise<ReturnListener> {
    const url = parseWebUrl(redirect);
    if (url?.protocol !== 'http:' || !isLoopback(url)) {
      throw new UsageError('The redirect must be http on 127.0.0.1, [::1] or localhost.');
    }
    const server = createServer();
    try {
      server.listen(Number(url.port || 0), url.hostname.replaceAll(/[[\]]/g, ''));
      await once(server, 'listening');
    } catch {
      throw new Trouble('The port is taken.', 'Give another with --redirect.');
    }
    url.port = String((server.address() as AddressInfo).port);
    const listener = new ReturnListener(server, url.href);
    server.on('request', (request, reply) => listener.receive(request, reply));
    return listener;
  }

  /** The parameters that the browser brings back. Rejects when the signal says to wait no longer. */
  async wait(signal: AbortSignal): Promise<URLSearchParams> {
    const [back] = (await once(this.arrivals, 'back', { signal })) as [URLSearchParams];
    return back;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private receive({ url = '/' }: IncomingMessage, reply: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, this.redirectUri);
    const isReturn = pathname === new URL(this.redirectUri).pathname && searchParams.size > 0;
    reply.writeHead(isReturn ? 200 : 404, {
      'content-type': 'text/plain; charset=utf-8',
      'referrer-policy': 'no-referrer',
    });
    reply.end(isReturn ? farewell : 'Nothing is here.\n', () => {
      if (isReturn) this.arrivals.emit('back', searchParams);
    });
  }
}
