/** What one measurement saw: how long it took, and each answer on its own. */
export interface Samples {
  seconds: number;
  /** Milliseconds from asking to the end of the answer, shortest first. */
  latencies: Float64Array;
}

/** Something that can ask for a while, many at a time. It throws when an answer is not the right one. */
export interface Load {
  run(seconds: number): Promise<Samples>;
}

/** Connections, and so requests under way at any moment, unless others are asked for. */
export const usualConnections = 32;

/** Residents at their browsers. The service lets at most twenty be at one provider at the same time. */
export const browsers = 16;

export function samples(latencies: readonly number[], seconds: number): Samples {
  return { seconds, latencies: Float64Array.from(latencies).sort() };
}

/** The latency that this share of the answers did not exceed. */
export function percentile({ latencies }: Samples, share: number): number {
  return latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
}
