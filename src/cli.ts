import 'reflect-metadata';
import { AppModule } from './app.module.ts';
import { runCommand } from './cli/run-command.ts';
import { ConfigError, exitConfig } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { SystemClock } from './kernel/clock.ts';
import { Log } from './platform/logging/log.ts';

const clock = new SystemClock();

try {
  process.exitCode = await runCommand(process.argv.slice(2), () => {
    const config = loadConfig(process.env, clock.milliseconds());
    return AppModule.register(config, { clock, log: new Log('silent') });
  });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = exitConfig;
}
