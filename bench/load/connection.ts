import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  status: number;
  /** As it came, up to the empty line. */
  head: string;
  body: string;
}

/** How a question waits for its answer. */
interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const endOfHead = '\r\n\r\n';
const length = /\r\ncontent-length: (\d+)/i;

/**
 * One connection that is kept, for requests one after the other. It knows as much HTTP/1.1 as the measured servers
 * answer with (a length, and ASCII), so that the load takes less of its core than a client that knows all of it.
 */
export class Connection {
  private readonly socket: Socket;
  private received = '';
  private waiting: Waiting | null = null;
  /** When it had its last answer, by `performance.now()`. */
  idleSince = performance.now();
  isOpen = true;

  constructor(origin: URL) {
    this.socket = connect({ host: origin.hostname, port: Number(origin.port), noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (text: string) => this.receive(text));
    this.socket.on('error', (error) => this.end(error));
    this.socket.on('close', () => this.end(new Error('The server closed the connection.')));
  }

  /** Sends a whole request and waits for the answer to it. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.isOpen = false;
    this.socket.destroy();
  }

  private receive(text: string): void {
    this.received += text;
    const headEnd = this.received.indexOf(endOfHead);
    if (headEnd < 0) return;
    const head = this.received.slice(0, headEnd);
    const bodyStart = headEnd + endOfHead.length;
    const size = bodySize(head);
    if (size === null) return this.end(new Error(`An answer without a length: ${head}`));
    if (this.received.length < bodyStart + size) return;
    const body = this.received.slice(bodyStart, bodyStart + size);
    this.received = '';
    this.idleSince = performance.now();
    this.waiting?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }

  private end(error: Error): void {
    this.close();
    this.waiting?.reject(error);
  }
}

function bodySize(head: string): number | null {
  const size = length.exec(head)?.[1];
  return size === undefined ? null : Number(size);
}
