import { Controller, Get } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import type { HealthCheckResult } from '@nestjs/terminus';
import { Access } from '../http/access.ts';
import { DatabaseHealth } from './database-health.ts';

/** Probes for the machine that runs the service. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DatabaseHealth,
  ) {}

  /** The process answers. Says nothing of its surroundings, so that a database outage restarts nobody. */
  @Get('live')
  @Access({ kind: 'public' }, 'probe')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The process can do its work: 503 while the database does not answer or the service is stopping. */
  @Get('ready')
  @Access({ kind: 'public' }, 'probe')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.database.check()]);
  }
}
