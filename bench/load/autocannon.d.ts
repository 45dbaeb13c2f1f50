/** As much of autocannon 9 as we use; it brings no types of its own. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Milliseconds between looks at the clock. */
    sampleInt: number;
    /** Each connection sends them in this order, again and again. */
    requests: readonly Request[];
    verifyBody: (body: string) => boolean;
  }

  interface Request {
    method: string;
    path: string;
    headers?: Readonly<Record<string, string>>;
    body?: string;
  }

  interface Result {
    errors: number;
    timeouts: number;
    mismatches: number;
    statusCodeStats: Readonly<Record<string, { count: number }>>;
  }

  type Response = (client: unknown, status: number, bytes: number, milliseconds: number) => void;

  interface Instance extends EventEmitter, Promise<Result> {
    on(event: 'response', listener: Response): this;
  }

  export default function autocannon(options: Options): Instance;
  export type { Request, Result };
}
