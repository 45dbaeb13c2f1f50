import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { Database } from '../database/database.ts';
import { statement } from '../database/statement.ts';

const ping = statement('platform.ping', 'select 1');

/** Whether this process can reach the primary, and is not on its way out. */
@Injectable()
export class DatabaseHealth implements BeforeApplicationShutdown {
  private stopping = false;

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
  ) {}

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  async check(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('database');
    if (this.stopping) return indicator.down();
    return this.database.run(ping).then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }
}
