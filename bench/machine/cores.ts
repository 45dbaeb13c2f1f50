import { execFileSync, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The program under measurement has one core to itself; everything else shares the other. */
export const measuredCore = 0;
const otherCore = 1;

/** From util-linux, which every distribution brings. */
const taskset = 'taskset';

/** False on a machine with one core, or without `taskset`: then figures are worth less, and the report says so. */
export const canPin = availableParallelism() > 1 && spawnSync(taskset, ['--version']).status === 0;

/** Moves this process to the other core, and with it everything it starts from now on, such as PostgreSQL. */
export function moveAside(): void {
  if (!canPin) return;
  execFileSync(taskset, ['-a', '-c', '-p', String(otherCore), String(process.pid)]);
}

/** The command line that runs a program on the measured core. */
export function onMeasuredCore(command: readonly string[]): string[] {
  return canPin ? [taskset, '-c', String(measuredCore), ...command] : [...command];
}
