import { createSecretKey } from 'node:crypto';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Config } from '../../../config/config.ts';
import { derive } from '../../../kernel/opaque-token.ts';
import { ServiceError } from '../../../kernel/service-error.ts';
import type { Database } from '../../database/database.ts';
import { purgeOf } from '../../database/purge.ts';
import { limitSeconds } from '../access.ts';
import { SecondCounter } from './second-counter.ts';

/** Counts a name once more and throws `rate-limited` when that was too often; at once where no database is asked. */
export type Limit = (name: string) => Promise<void> | undefined;

interface SharedOptions {
  /** What is over the limit is remembered in memory until the minute is over, and costs no more round trips. */
  inMemoryBlockOnConsumed?: number;
}

/** Counts that are over. `expire` is in milliseconds. */
export const purge = purgeOf('rate-limits.purge', {
  table: 'rate_limit',
  isOver: 'expire <= extract(epoch from civic.now()) * 1000',
  atMost: 5000,
});

/** Makes limits that are counted in PostgreSQL, over all processes, where names are kept as HMAC. */
export function sharedLimits(config: Config, database: Database) {
  const key = createSecretKey(config.vault.indexKey);
  return (keyPrefix: string, perMinute: number, options: SharedOptions = {}): Limit => {
    const limiter = postgresLimiter(database, { keyPrefix, points: perMinute, ...options });
    return (name) => consume(limiter, derive(key, `rate-limit ${name}`));
  };
}

/** A limit per minute that this process counts for itself. */
export function minuteLimit(points: number): Limit {
  const limiter = new RateLimiterMemory({ points, duration: limitSeconds });
  return (name) => consume(limiter, name);
}

/** A limit per second that this process counts for itself: a round trip would cost more than the request. */
export function secondLimit(points: number): Limit {
  const counter = new SecondCounter(points);
  return (name) => {
    const milliseconds = counter.count(name);
    if (milliseconds > 0) throw tooMany(milliseconds);
    return undefined;
  };
}

async function consume(limiter: RateLimiterAbstract, name: string): Promise<void> {
  try {
    await limiter.consume(name);
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal;
  }
}

function postgresLimiter(
  { pool }: Database,
  options: SharedOptions & { keyPrefix: string; points: number },
): RateLimiterAbstract {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'civic',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    duration: limitSeconds,
    insuranceLimiter: new RateLimiterMemory({ points: options.points, duration: limitSeconds }),
    ...options,
  });
}

function tooMany(milliseconds: number): ServiceError {
  return new ServiceError({
    code: 'rate-limited',
    status: 429,
    message: 'Too many requests.',
    retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)),
  });
}
