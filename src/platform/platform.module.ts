/**
 * Platform: what a service needs whatever it is for.
 *
 * Owns: the database, the HTTP edge (headers, access, forms, errors, limits), logs, metrics, health and jobs.
 * Does not: know residents, links or apps; it declares `Authenticator` and lets others register theirs.
 * Hands off to: every module above, which brings the handlers.
 */
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../config/config.ts';
import { Clock } from '../kernel/clock.ts';
import { Attention } from './attention/attention.ts';
import { dataSourceOptions } from './database/data-source.ts';
import { Database } from './database/database.ts';
import { Listener } from './database/listener.ts';
import { DatabaseHealth } from './health/database-health.ts';
import { HealthController } from './health/health.controller.ts';
import { Authenticators } from './http/authenticators.ts';
import { ApiDocumentController } from './http/api-document.controller.ts';
import { Contracts } from './http/contracts.ts';
import { BrowserApps } from './http/cross-origin.ts';
import { CookiesController } from './http/cookies.controller.ts';
import { FailureFilter } from './http/failure-filter.ts';
import { HelpCodes } from './http/help-codes.ts';
import { PageAnswers } from './http/page-answers.ts';
import { RateLimits } from './http/rate-limits.ts';
import { RepeatableAnswers } from './http/repeatable-answers.ts';
import { Housekeeping } from './jobs/housekeeping.ts';
import { Jobs } from './jobs/jobs.ts';
import { Log } from './logging/log.ts';
import { Metrics } from './metrics/metrics.ts';
import { Tallies } from './tallies/tallies.ts';

/** What the platform is given from outside, so that tests can hold the clock and read the log. */
export interface PlatformParts {
  clock: Clock;
  log: Log;
}

@Global()
@Module({})
export class PlatformModule {
  static register({ clock, log }: PlatformParts): DynamicModule {
    const own = [
      Attention,
      Authenticators,
      BrowserApps,
      Contracts,
      Database,
      HelpCodes,
      Housekeeping,
      Jobs,
      Listener,
      Metrics,
      PageAnswers,
      RateLimits,
      RepeatableAnswers,
      Tallies,
    ];
    const given = [
      { provide: Clock, useValue: clock },
      { provide: Log, useValue: log },
    ];
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({ inject: [Config], useFactory: database(log) }),
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: [HealthController, CookiesController, ApiDocumentController],
      providers: [
        ...own,
        ...given,
        DatabaseHealth,
        { provide: APP_FILTER, useClass: FailureFilter },
      ],
      exports: [...own, Clock, Log],
    };
  }
}

function database(log: Log) {
  return (config: Config) => ({
    ...dataSourceOptions({
      ...config.database,
      onError: (error) =>
        log.write({
          event: 'database.connection-lost',
          code: String((error as { code?: unknown }).code),
        }),
    }),
    autoLoadEntities: true,
    retryAttempts: 0,
  });
}
