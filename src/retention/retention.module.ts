import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { ErasureModule } from '../erasure/erasure.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { AbandonedResidents } from './abandoned-residents.ts';
import { Retention } from './retention.ts';
import { RetentionRuns } from './retention-runs.ts';

/** How often is looked whether a run is due or was left open. */
const everyFiveMinutes = '*/5 * * * *';

@Module({
  imports: [ErasureModule],
  providers: [AbandonedResidents, Retention, RetentionRuns],
  exports: [Retention],
})
export class RetentionModule implements OnModuleInit {
  constructor(
    private readonly abandoned: AbandonedResidents,
    private readonly housekeeping: Housekeeping,
    private readonly jobs: Jobs,
    private readonly retention: Retention,
  ) {}

  onModuleInit(): void {
    this.housekeeping.deletes('unreachable', this.abandoned.unreachable());
    this.housekeeping.deletes('unused', this.abandoned.unused());
    this.jobs.schedule('retention', everyFiveMinutes, (_data, signal) =>
      this.retention.runIfDue(signal),
    );
  }
}
