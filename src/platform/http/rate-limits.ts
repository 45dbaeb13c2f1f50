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

/** One of the limits: who counts, and under which name an address is known to it. */
interface Limit {
  limiter: RateLimiterAbstract;
  nameOf: (address: string) => string;
}

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
    const shared = (name: LimitName, points: number): Limit => ({
      limiter: sharedLimiter(database, name, points),
      nameOf: (address) => derive(key, `rate-limit ${address}`),
    });
    this.limits = {
      'sign-in': shared('sign-in', signInPerMinute),
      callback: shared('callback', callbackPerMinute),
      token: inMemory(tokenPerSecond),
      introspect: inMemory(introspectPerSecond),
    };
  }

  /** Counts one request. Throws `rate-limited` (429) with the seconds to wait. */
  async count(limit: LimitName, address: string): Promise<void> {
    const { limiter, nameOf } = this.limits[limit];
    try {
      await limiter.consume(nameOf(limitedAddress(address)));
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(refusal.msBeforeNext) : refusal;
    }
  }
}

/** Counts every request of a route that names a limit, before anything else is done for it. */
export function installRateLimits(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', async (request) => {
    const { limit } = request.routeOptions.config;
    if (limit !== undefined) await limits.count(limit, request.ip);
  });
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

function inMemory(points: number): Limit {
  return {
    limiter: new RateLimiterMemory({ points, duration: 1 }),
    nameOf: (address) => address,
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
