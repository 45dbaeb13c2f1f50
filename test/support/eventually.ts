import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, which takes a moment. */
export async function eventually(
  isSo: () => boolean | Promise<boolean>,
  milliseconds = 8000,
): Promise<void> {
  const until = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error('It has not come about.');
    await pause(20);
  }
}
