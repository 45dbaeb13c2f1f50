import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { endTogether, inOrder } from './http-proxy.ts';
import type { KillSwitch } from './kill-switch.ts';

/** Changes the text of a query or a named statement on its way: for breaking the service on purpose. */
export type Rewrite = (query: string) => string;

export interface DatabaseRoute {
  /** The socket PostgreSQL listens on. */
  readonly path: string;
  readonly killSwitch: KillSwitch;
  readonly rewrite: Rewrite;
}

/**
 * Stands between the service and PostgreSQL and reads the frames of its protocol (version 3). A message is a round
 * trip: everything up to a Query or a Sync, answered when the server is ready for the next.
 */
export function databaseProxy(route: DatabaseRoute): Server {
  return createServer((client) => {
    const server = connect(route.path);
    endTogether(client, server);
    const session = new DatabaseSession(route, client, server);
    inOrder(client, (chunk) => session.fromService(chunk));
    inOrder(server, (chunk) => session.fromServer(chunk));
  });
}

interface Frame {
  /** One letter; empty for the very first frame, which has none. */
  readonly type: string;
  readonly bytes: Buffer;
}

class DatabaseSession {
  #unread: Buffer = Buffer.alloc(0);
  #unanswered: Buffer = Buffer.alloc(0);
  #isOpen = false;
  #trip: Frame[] = [];
  #waiting: number | null = null;

  constructor(
    private readonly route: DatabaseRoute,
    private readonly client: Socket,
    private readonly server: Socket,
  ) {}

  async fromService(chunk: Buffer): Promise<void> {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (let frame = this.#next(); frame !== null; frame = this.#next()) {
      this.#trip.push(frame);
      if (['', 'Q', 'S', 'X'].includes(frame.type)) await this.#send();
    }
  }

  async fromServer(chunk: Buffer): Promise<void> {
    this.#unanswered = Buffer.concat([this.#unanswered, chunk]);
    if (!endsReady(this.#unanswered)) return;
    const answer = this.#unanswered;
    this.#unanswered = Buffer.alloc(0);
    const message = this.#waiting;
    this.#waiting = null;
    const lives = message === null || (await this.route.killSwitch.answering('database', message));
    if (lives) this.client.write(answer);
    else this.#cut();
  }

  async #send(): Promise<void> {
    const trip = this.#trip;
    this.#trip = [];
    const label = labelOf(trip);
    if (label !== null) {
      this.#waiting = await this.route.killSwitch.delivering('database', label);
      if (this.#waiting === null) return this.#cut();
    }
    this.server.write(Buffer.concat(trip.map((frame) => this.#rewritten(frame))));
  }

  #rewritten(frame: Frame): Buffer {
    if (frame.type === 'Q') return framed('Q', `${this.route.rewrite(queryIn(frame))}\0`);
    if (frame.type !== 'P') return frame.bytes;
    // Parse: type, length, name of the statement, its text, types of its parameters.
    const [name = '', text = ''] = frame.bytes.toString('latin1', 5).split('\0');
    const types = frame.bytes.subarray(5 + name.length + 1 + text.length + 1);
    const query = Buffer.from(text, 'latin1').toString();
    return framed('P', `${name}\0${this.route.rewrite(query)}\0`, types);
  }

  #next(): Frame | null {
    const typeLength = this.#isOpen ? 1 : 0;
    if (this.#unread.length < typeLength + 4) return null;
    const end = typeLength + this.#unread.readInt32BE(typeLength);
    if (this.#unread.length < end) return null;
    const bytes = this.#unread.subarray(0, end);
    this.#unread = this.#unread.subarray(end);
    this.#isOpen = true;
    return { type: bytes.toString('latin1', 0, typeLength), bytes };
  }

  #cut(): void {
    this.client.destroy();
    this.server.destroy();
  }
}

function framed(type: string, text: string, rest: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(text), rest]);
  const head = Buffer.from(`${type}\0\0\0\0`);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** ReadyForQuery is six bytes: `Z`, the length 5 and the state of the transaction. */
function endsReady(bytes: Buffer): boolean {
  const last = bytes.subarray(-6);
  return last.length === 6 && last[0] === 0x5a && last.readInt32BE(1) === 5;
}

/** What a round trip is for: its SQL, or the name of its statement; null for those that open and close. */
function labelOf(trip: readonly Frame[]): string | null {
  const query = trip.find(({ type }) => type === 'Q');
  if (query) return queryIn(query);
  const bind = trip.find(({ type }) => type === 'B');
  if (!bind) return trip.some(({ type }) => type === 'S') ? 'sync' : null;
  // Bind: type, length, name of the portal, name of the statement.
  const [, statement = ''] = bind.bytes.toString('latin1', 5).split('\0');
  return statement || 'unnamed statement';
}

function queryIn({ bytes }: Frame): string {
  return bytes.toString('utf8', 5, bytes.length - 1);
}
