import { samples, usualConnections } from './samples.ts';
import type { Load, Samples } from './samples.ts';

/** Asks once with an input nobody has used, and checks the answer; null when there is none left. */
export type Turn = () => Promise<unknown> | null;

/** Every request is another one: a closed loop in which each worker asks again as soon as it is answered. */
export class FreshLoad implements Load {
  constructor(
    private readonly turn: Turn,
    private readonly workers = usualConnections,
  ) {}

  async run(seconds: number): Promise<Samples> {
    const latencies: number[] = [];
    const start = performance.now();
    const end = start + seconds * 1000;
    const work = async (): Promise<void> => {
      for (let now = start; now < end;) {
        const answered = this.turn();
        if (answered === null) return;
        await answered;
        const asked = now;
        now = performance.now();
        latencies.push(now - asked);
      }
    };
    await Promise.all(Array.from({ length: this.workers }, work));
    return samples(latencies, (performance.now() - start) / 1000);
  }
}
