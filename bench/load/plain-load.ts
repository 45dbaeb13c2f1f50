import autocannon from 'autocannon';
import type { Request, Result } from 'autocannon';
import { samples, usualConnections } from './samples.ts';
import type { Load, Samples } from './samples.ts';

/** Requests that may be sent again and again, and how their right answer looks. */
export interface PlainRequests {
  origin: string;
  requests: readonly Request[];
  status?: number;
  connections?: number;
  isRight: (body: string) => boolean;
}

/** Sends the same requests over and over, with autocannon. */
export class PlainLoad implements Load {
  constructor(private readonly plain: PlainRequests) {}

  async run(seconds: number): Promise<Samples> {
    const { origin, requests, isRight, connections = usualConnections } = this.plain;
    const start = performance.now();
    const instance = autocannon({
      url: origin,
      connections,
      duration: seconds,
      sampleInt: 50,
      requests,
      verifyBody: isRight,
    });
    const latencies: number[] = [];
    void instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
    });
    this.check(await instance);
    // Where others keep both cores busy, not one answer may have come in time.
    if (latencies.length === 0) return this.run(2 * seconds);
    return samples(latencies, (performance.now() - start) / 1000);
  }

  /** A fast error is not a result. */
  private check({ errors, timeouts, mismatches, statusCodeStats }: Result): void {
    const { status = 200 } = this.plain;
    const areRight = Object.keys(statusCodeStats).every((seen) => seen === String(status));
    if (areRight && errors + timeouts + mismatches === 0) return;
    const seen = JSON.stringify({ errors, timeouts, mismatches, statusCodeStats });
    throw new Error(`Not every answer was the right one: ${seen}`);
  }
}
