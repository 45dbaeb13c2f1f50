import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.ts';
import { SealingClock } from './audit/sealing-clock.ts';
import { Config } from './config/config.ts';
import { FeedClocks } from './feed/feed-clocks.ts';
import { SigningKeys } from './keys/signing-keys.ts';
import { checkDatabase } from './platform/database/boot-checks.ts';
import { Database } from './platform/database/database.ts';
import { fastifyAdapter, prepareServer } from './platform/http/server.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import { serveMetrics } from './platform/metrics/metrics-server.ts';
import type { PlatformParts } from './platform/platform.module.ts';

/** A running service; `checkClock: false` is for tests, which travel in time. */
export type RunningService = Awaited<ReturnType<typeof startService>>;
type StartOptions = PlatformParts & { checkClock: boolean };

/** Builds the service, checks what it stands on, and listens. @throws ConfigError when it may not start. */
export async function startService(config: Config, options: StartOptions) {
  const module = AppModule.register(config, options);
  const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(config), {
    abortOnError: false,
    logger: false,
  });
  if (options.checkClock) await checkDatabase(app.get(Database));
  await prepareServer(app);
  await app.get(SigningKeys).ensure();
  app.get(SealingClock).start();
  app.get(FeedClocks).start();
  await app.listen(config.listen.port, config.listen.host);
  const metrics = await serveMetrics(app.get(Metrics), config.metrics);
  const stop = async (): Promise<void> => {
    metrics.close();
    await app.close();
  };
  return { app, metrics, stop };
}
