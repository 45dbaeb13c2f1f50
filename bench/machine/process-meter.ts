import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of ten milliseconds, on every architecture that Node runs on. */
const microsecondsPerTick = 10_000;

/** Processor time that a process has used so far, over all its threads, in microseconds. */
export function processorTime(pid: number): number {
  const [user = 0, system = 0] = timesOf(pid);
  return user + system;
}

/** The same for a process and the ones it starts, as PostgreSQL does for each connection; ended ones included. */
export function familyTime(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const living = children.filter((text) => text !== '').map(Number);
  return sum([...timesOf(pid), ...living.map(timeOrNothing)]);
}

/** Memory that a process holds at this moment, in MiB. */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** A process may end between being listed and being read. */
function timeOrNothing(pid: number): number {
  try {
    return processorTime(pid);
  } catch {
    return 0;
  }
}

/** User and system time of the process itself, then of its children that have ended. */
function timesOf(pid: number): number[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; after it comes the state, and eleven fields on the four times.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map((ticks) => Number(ticks) * microsecondsPerTick);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
