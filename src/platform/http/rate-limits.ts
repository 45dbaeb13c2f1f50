import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { Config } from '../../config/config.ts';
import { derive } from '../../kernel/opaque-token.ts';
import { ServiceError } from '../../kernel/service-error.ts';
import { Database } from '../database/database.ts';
import type { LimitName } from './access.ts';
import { limitedAddress } from './client-network.ts';
import { SecondCounter } from './second-counter.ts';

/** One of the limits: counts an address and throws what `count` throws; at once where no other process is asked. */
type Limit = (address: string) => Promise<void> | undefined;

/**
 * Counts requests per client address. Sign-in and callback are counted in PostgreSQL, over all processes; token
 * and introspection in memory, since a round trip would cost more than they do. Addresses are stored as HMAC.
 */
@Injectable()
export class RateLimits {
  private readonly limits: Record<LimitName, Limit>;

  constructor(config: Config, database: Database) {
    const { signInPerMinute, callbackPerMinute, tokenPerSecond, introspectPerSecond } =
      config.limits;
    const key = createSecretKey(config.vault.indexKey);
    const shared = (name: LimitName, points: number): Limit => {
      const limiter = sharedLimiter(database, name, points);
      return (address) => consume(limiter, derive(key, `rate-limit ${address}`));
    };
    this.limits = {
      'sign-in': shared('sign-in', signInPerMinute),
      callback: shared('callback', callbackPerMinute),
      token: inMemory(tokenPerSecond),
      introspect: inMemory(introspectPerSecond),
    };
  }

  /** Counts one request. Throws `rate-limited` (429) with the seconds to wait. */
  count(limit: LimitName, address: string): Promise<void> | undefined {
    return this.limits[limit](limitedAddress(address));
  }
}

/** Counts every request of a route that names a limit, before anything else is done for it. */
export function installRateLimits(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { limit } = request.routeOptions.config;
    return (limit && limits.count(limit, request.ip)) ?? done();
  });
}

async function consume(limiter: RateLimiterAbstract, name: string): Promise<void> {
  try {
    await limiter.consume(name);
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal;
  }
}

function sharedLimiter(
  { pool }: Database,
  keyPrefix: LimitName,
  points: number,
): RateLimiterAbstract {
  return new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'civic',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: true,
    keyPrefix,
    points,
    duration: 60,
    insuranceLimiter: new RateLimiterMemory({ points, duration: 60 }),
  });
}

export function inMemory(points: number): Limit {
  const counter = new SecondCounter(points);
  return (address) => {
    const milliseconds = counter.count(address);
    if (milliseconds > 0) throw tooMany(milliseconds);
    return undefined;
  };
}

function tooMany(milliseconds: number): ServiceError {
  return new ServiceError({
    code: 'rate-limited',
    status: 429,
    message: 'Too many requests.',
    retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)),
  });
}
