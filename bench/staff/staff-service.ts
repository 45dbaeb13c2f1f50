import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { developmentConfig } from '../../dev/development-config.ts';
import { AppModule } from '../../src/app.module.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { Log } from '../../src/platform/logging/log.ts';
import type { ServiceDatabase } from '../database.ts';
import { startSimulator } from '../start-service.ts';
import type { Closers } from '../../dev/closers.ts';

export const issuer = 'http://localhost:31000';

/** The service without its port: what staff do is measured where the console and the API call it. */
export async function staffService(
  { url, keys }: ServiceDatabase,
  closers: Closers,
): Promise<INestApplicationContext> {
  const simulator = await startSimulator(closers);
  const around = { issuer, metricsPort: 31_001, databaseUrl: url, keys, simulator };
  const config = developmentConfig(around);
  const limits = { ...config.limits, codesPerMinute: 1_000_000 };
  const module = AppModule.register(
    { ...config, limits },
    { clock: new SystemClock(), log: new Log('silent') },
  );
  const app = await NestFactory.createApplicationContext(module, {
    logger: false,
    abortOnError: false,
  });
  closers.add(() => app.close());
  return app;
}
