import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Config } from '../../config/config.ts';
import { Database } from '../database/database.ts';
import { Housekeeping } from '../jobs/housekeeping.ts';
import type { LimitName } from './access.ts';
import { limitedAddress } from './client-network.ts';
import { minuteLimit, purge, secondLimit, sharedLimits } from './limits/limiters.ts';
import type { Limit } from './limits/limiters.ts';

/** Ids can be made up without end; after failing with this many an address is counted no further. */
const namesPerAddress = 10;

/**
 * Counts requests per client address before anything else is known, and per app once it is. Sign-in, callback and
 * failed client authentication are counted in PostgreSQL, over all processes; token and introspection in memory,
 * since a round trip would cost more than they do. Addresses are stored as HMAC.
 */
@Injectable()
export class RateLimits implements OnModuleInit {
  private readonly addresses: Record<LimitName, Limit>;
  private readonly apps: Partial<Record<LimitName, Limit>>;
  private readonly staffCodes: Limit;
  private readonly failures: { ofAddress: Limit; ofApp: Limit };

  constructor(
    config: Config,
    database: Database,
    private readonly housekeeping: Housekeeping,
  ) {
    const { limits } = config;
    const shared = sharedLimits(config, database);
    const client = secondLimit(limits.clientAddressPerSecond);
    this.addresses = {
      'sign-in': shared('sign-in', limits.signInPerMinute),
      callback: shared('callback', limits.callbackPerMinute),
      'deletion-code': shared('deletion-code', limits.codesPerMinute),
      token: client,
      introspect: client,
    };
    this.apps = {
      token: secondLimit(limits.tokenPerSecond),
      introspect: secondLimit(limits.introspectPerSecond),
    };
    this.staffCodes = shared('staff-code', limits.codesPerMinute);
    const failures = limits.clientFailuresPerMinute;
    this.failures = {
      ofAddress: minuteLimit(failures * namesPerAddress),
      ofApp: shared('client-failure', failures, { inMemoryBlockOnConsumed: failures + 1 }),
    };
  }

  onModuleInit(): void {
    this.housekeeping.register('rate_limit', purge);
  }

  /** Counts one request by its address. Throws `rate-limited` (429) with the seconds to wait. */
  count(limit: LimitName, address: string): Promise<void> | undefined {
    return this.addresses[limit](limitedAddress(address));
  }

  /** Counts one request of an app that is known, and where it can be anybody, by its address too. Throws like `count`. */
  countApp(limit: LimitName, app: string, address?: string): void {
    const place = address === undefined ? '' : limitedAddress(address);
    void this.apps[limit]?.(`${place} ${app}`);
  }

  /** Counts one code that a member of staff tries, before anybody looks whether it is right. Throws like `count`. */
  async countStaffCode(staff: string): Promise<void> {
    await this.staffCodes(staff);
  }

  /**
   * Counts one failed attempt to authenticate as an app, by app and address, so that nobody can spend what the app
   * itself has. Throws like `count`.
   */
  async countFailure(app: string, address: string): Promise<void> {
    const place = limitedAddress(address);
    await this.failures.ofAddress(place);
    await this.failures.ofApp(`${place} ${app}`);
  }
}

/** Counts every request of a route that names a limit, before anything else is done for it. */
export function installRateLimits(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const { limit } = request.routeOptions.config;
    return (limit && limits.count(limit, request.ip)) ?? done();
  });
}
