import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { configOf } from '../src/config/load-config.ts';
import type { Config } from '../src/config/config.ts';
import { settingsSchema } from '../src/config/settings.ts';
import { SystemClock } from '../src/kernel/clock.ts';
import { Log } from '../src/platform/logging/log.ts';
import { startService } from '../src/service.ts';

/** What a process is told before it starts: the environment of production, and what only tests may change. */
export interface ServiceProcessPlan {
  settings: Record<string, string>;
  /** The address of the whole service; the process listens somewhere else on the loopback. */
  issuer: string;
  providers: Config['providers'];
  /** What no setting can bring about, such as keys that last for seconds. */
  changes?: Partial<Pick<Config, 'keys' | 'housekeeping'>>;
}

/**
 * One service in a process of its own, for trials that need several of them or kill them. It waits for its plan
 * on the channel to its parent, says there where it listens once it does, and ends with its parent.
 */
async function main(): Promise<void> {
  process.once('disconnect', () => process.exit(0));
  const [plan] = (await once(process, 'message')) as [ServiceProcessPlan];
  const { settings, issuer, providers, changes } = plan;
  const config = configOf(settingsSchema.parse(settings), providers);
  const anywhere = { host: '127.0.0.1', port: 0 };
  const { app } = await startService(
    { ...config, ...changes, issuer, simulated: true, listen: anywhere, metrics: anywhere },
    { clock: new SystemClock(), log: new Log(config.logLevel), checkClock: false },
  );
  // A process that is killed never gets to keep what it compiled for the next one.
  flushCompileCache();
  process.send?.(app.getHttpServer().address());
}

await main();
