import { ConfigError, exitConfig } from './config/config-error.ts';
import { loadConfig } from './config/load-config.ts';
import { SystemClock } from './kernel/clock.ts';
import { Log } from './platform/logging/log.ts';

const clock = new SystemClock();
const longestStopMilliseconds = 10_000;

/**
 * The production entry point, always: there is no switch that makes it anything else. The service is loaded after
 * the settings were read, so that a wrong one is named at once.
 */
async function main(): Promise<void> {
  const config = loadConfig(process.env, clock.milliseconds());
  const log = new Log(config.logLevel);
  const { startService } = await import('./service.ts');
  const service = await startService(config, { clock, log, checkClock: true });
  log.write({ event: 'service.started', address: config.issuer });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.write({ event: 'service.stopping' });
      setTimeout(() => process.exit(1), longestStopMilliseconds).unref();
      void service.stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  const isConfig = error instanceof ConfigError;
  process.stderr.write(
    `${isConfig ? error.message : `The service could not start: ${nameOf(error)}.`}\n`,
  );
  process.exit(isConfig ? exitConfig : 1);
});

/** The kind of error, never its message: that may hold a connection string. */
function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
