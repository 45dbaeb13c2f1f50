import { percentile, samples } from '../load/samples.ts';
import type { StaffOptions } from './options.ts';
import { statementsOf, tableScans } from './plans.ts';
import type { TableScan } from './plans.ts';
import type { Target } from './seed.ts';
import type { Task } from './tasks.ts';

/** What one task took, in milliseconds. */
export interface TaskFigures {
  says: string;
  p50: number;
  p99: number;
  longest: number;
  perSecond: number;
}

/** Does every task with every target, so many at a time. The first target of all shows which statements are used. */
export async function measureTasks(
  tasks: readonly Task[],
  targets: readonly Target[],
  { atOnce }: Pick<StaffOptions, 'atOnce'>,
): Promise<TaskFigures[]> {
  const figures: TaskFigures[] = [];
  for (const task of tasks) figures.push(await measureTask(task, targets, atOnce));
  return figures;
}

/** Large tables that the statements of the tasks scan; there should be none. */
export async function scansOf(
  tasks: readonly Task[],
  target: Target,
  adminUrl: string,
): Promise<TableScan[]> {
  const statements = await statementsOf(async () => {
    for (const { run } of tasks) await run(target);
  });
  if (statements.length < tasks.length) throw new Error('Nobody saw the statements.');
  return tableScans(adminUrl, statements);
}

async function measureTask(
  { says, run }: Task,
  targets: readonly Target[],
  atOnce: number,
): Promise<TaskFigures> {
  const waiting = [...targets];
  const latencies: number[] = [];
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
      const start = performance.now();
      await run(target);
      latencies.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const all = samples(latencies, (performance.now() - began) / 1000);
  const longest = all.latencies.at(-1) ?? Number.NaN;
  const perSecond = latencies.length / all.seconds;
  return { says, p50: percentile(all, 0.5), p99: percentile(all, 0.99), longest, perSecond };
}
