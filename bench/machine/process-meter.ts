import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of ten milliseconds, on every architecture that Node runs on. */
const microsecondsPerTick = 10_000;

/** Processor time that a process has used so far, over all its threads, in microseconds. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; after it come state, then eleven fields up to user time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}

/** The same for a process and the ones it has started, as PostgreSQL does for each connection. */
export function familyTime(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const pids = children.filter((text) => text !== '').map(Number);
  return [pid, ...pids].map(timeOrNothing).reduce((sum, time) => sum + time, 0);
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
