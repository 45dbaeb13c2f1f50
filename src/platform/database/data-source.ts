import type { DataSourceOptions } from 'typeorm';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/**
 * Pool and server timeouts that keep one lost packet from wedging the service: with the defaults of `pg` a
 * black hole is never noticed; with these it is answered after three seconds and heals at once.
 */
const timeouts = {
  connectionTimeoutMillis: 2000,
  query_timeout: 3000,
  statement_timeout: 2500,
  lock_timeout: 1000,
  idle_in_transaction_session_timeout: 5000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 5000,
};

/**
 * Statements read and write by key, so one plan is right for all values. Left to itself, PostgreSQL plans the
 * revocation read anew each time, which takes it three times as long as answering.
 */
const planOnce = '-c plan_cache_mode=force_generic_plan';

export interface DataSourceSettings {
  url: string;
  poolSize: number;
  /** Called with errors of idle connections, which would otherwise end the process. */
  onError: (error: unknown) => void;
}

/** Options of the service's data source. Tables are only ever made by migrations: `synchronize` stays off. */
export function dataSourceOptions(settings: DataSourceSettings): PostgresOptions {
  return {
    type: 'postgres',
    url: settings.url,
    applicationName: 'civic-link',
    synchronize: false,
    poolErrorHandler: settings.onError,
    extra: { max: settings.poolSize, options: planOnce, ...timeouts },
  };
}
