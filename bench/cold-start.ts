import { processorTime, residentMemory } from './machine/process-meter.ts';

/** One start of a program. */
export interface Start {
  /** From the command to the first answer. */
  milliseconds: number;
  /** Processor time of it, which does not depend on who else uses the machine. */
  processorMilliseconds: number;
  memoryMiB: number;
}

/** Something that has been started and has answered. */
export interface Started {
  pid: number;
  stop(): Promise<void>;
}

/** Starts a program as often as told, and stops it each time. */
export async function coldStarts(start: () => Promise<Started>, count: number): Promise<Start[]> {
  const starts: Start[] = [];
  for (let round = 0; round < count; round += 1) {
    const begin = performance.now();
    const started = await start();
    const milliseconds = performance.now() - begin;
    const { pid } = started;
    const processorMilliseconds = processorTime(pid) / 1000;
    starts.push({ milliseconds, processorMilliseconds, memoryMiB: residentMemory(pid) });
    await started.stop();
  }
  return starts;
}
