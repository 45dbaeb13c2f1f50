import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Keeps every byte a server sends, as it goes into the socket: status lines, headers, cookies and bodies. */
export class Wire {
  readonly #sockets: Buffer[][] = [];

  constructor(server: Server) {
    server.prependListener('connection', (socket: Socket) => this.#record(socket));
  }

  /** All answers, connection by connection. */
  get sent(): Buffer {
    return Buffer.concat(this.#sockets.flat());
  }

  /** Status lines and headers alone. */
  get heads(): string {
    const text = this.sent.toString('latin1');
    return [...text.matchAll(/HTTP\/1\.1 \d{3} .*?\r\n\r\n/gs)].map(([head]) => head).join('');
  }

  #record(socket: Socket): void {
    const chunks: Buffer[] = [];
    this.#sockets.push(chunks);
    // oxlint-disable-next-line typescript/unbound-method -- the proxy passes the caller's `this` on
    socket.write = new Proxy(socket.write, {
      apply: (write, self: Socket, args: Parameters<Socket['write']>) => {
        const [chunk, encoding] = args as [chunk: string | Uint8Array, encoding?: unknown];
        chunks.push(
          typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : Buffer.from(chunk),
        );
        return Reflect.apply(write, self, args);
      },
    });
  }
}

function encodingOf(encoding: unknown): BufferEncoding {
  return typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8';
}
