import 'reflect-metadata';
import { runCommand } from './cli/run-command.ts';
import { ConfigError, exitConfig } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { SystemClock } from './kernel/clock.ts';

const clock = new SystemClock();

try {
  const config = loadConfig(process.env, clock.milliseconds());
  process.exitCode = await runCommand(process.argv.slice(2), { config, clock });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = exitConfig;
}
