import { visitService } from './cli/visit-service.ts';
import { ConfigError, exitConfig } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { SystemClock } from './kernel/clock.ts';
import { Log } from './platform/logging/log.ts';

const clock = new SystemClock();

/** What only speaks to a service elsewhere starts at once: this one is loaded for the other commands alone. */
async function main(argv: readonly string[]): Promise<number> {
  const visited = await visitService(argv);
  if (visited !== null) return visited;
  await import('reflect-metadata');
  const { AppModule } = await import('./app.module.ts');
  const { runCommand } = await import('./cli/run-command.ts');
  return runCommand(argv, () => {
    const config = loadConfig(process.env, clock.milliseconds());
    return AppModule.register(config, { clock, log: new Log('silent') });
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = exitConfig;
}
