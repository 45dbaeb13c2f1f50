import { Connection } from './connection.ts';
import type { Answer } from './connection.ts';

/** Node's servers close a connection after five idle seconds, perhaps while we write; so we part long before that. */
const longestIdle = 500;

export interface Question {
  method: 'GET' | 'POST';
  path: string;
  headers?: Readonly<Record<string, string>>;
  /** ASCII. */
  body?: string;
}

/** As many connections to one server as there are requests under way. */
export class Connections {
  private readonly origin: URL;
  private readonly free: Connection[] = [];

  constructor(origin: string) {
    this.origin = new URL(origin);
  }

  async ask(question: Question): Promise<Answer> {
    const connection = this.take();
    const answer = await connection.ask(this.textOf(question));
    this.free.push(connection);
    return answer;
  }

  close(): void {
    for (const connection of this.free.splice(0)) connection.close();
  }

  private take(): Connection {
    const latest = this.free.pop();
    if (latest === undefined) return new Connection(this.origin);
    if (latest.isOpen && performance.now() - latest.idleSince < longestIdle) return latest;
    latest.close();
    return this.take();
  }

  private textOf({ method, path, headers = {}, body = '' }: Question): string {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const size = method === 'POST' ? `content-length: ${body.length}\r\n` : '';
    return `${method} ${path} HTTP/1.1\r\nhost: ${this.origin.host}\r\n${lines.join('')}${size}\r\n${body}`;
  }
}
