import type { PgBoss } from 'pg-boss';
import { days, minutes } from '../../../kernel/duration.ts';

/** One kind of job: its name, when it comes by itself, and what is done. */
export interface Queue {
  name: string;
  /** A cron expression, for what comes again and again. */
  cron?: string;
  run: (data: object) => Promise<void>;
}

const pollingIntervalSeconds = 2;

/**
 * A process that was killed is missed after twenty seconds, and its job goes to another. What is done stays for a day, to
 * be looked at; what nobody has done in two weeks is given up.
 */
const options = {
  heartbeatSeconds: 20,
  expireInSeconds: minutes(60),
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: minutes(5),
  deleteAfterSeconds: days(1),
  retentionSeconds: days(14),
};

/** Makes sure that a queue is there. Of what comes by itself one job waits or is done, of what is sent one is done. */
export async function declareQueue(boss: PgBoss, { name, cron }: Queue): Promise<void> {
  const policy = cron === undefined ? 'singleton' : 'exclusive';
  await boss.createQueue(name, { ...options, policy });
}

/** Lets this process do the jobs of a queue, one at a time. Who has done one asks for the next at once. */
export async function workOn(boss: PgBoss, { name, cron, run }: Queue): Promise<void> {
  const worker = await boss.work<object>(name, { pollingIntervalSeconds }, async ([job]) => {
    if (job) await run(job.data ?? {});
    boss.notifyWorker(worker);
  });
  if (cron !== undefined) await boss.schedule(name, cron);
}
