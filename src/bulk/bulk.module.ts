import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { LinksModule } from '../links/links.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { ApprovalsAttention } from './approvals-attention.ts';
import { BulkApprovals } from './bulk-approvals.ts';
import { BulkDetails } from './bulk-details.ts';
import { BulkPlans } from './bulk-plans.ts';
import { BulkRuns } from './bulk-runs.ts';
import { BulkSteps } from './bulk-steps.ts';
import { BulkWorker } from './bulk-worker.ts';
import { RevocationRequests } from './revocation-requests.ts';
import { purge as purgePlans, purgeItems } from './statements/plans.ts';
import { purge as purgeRequests } from './statements/requests.ts';

@Module({
  imports: [LinksModule],
  providers: [
    ApprovalsAttention,
    BulkApprovals,
    BulkDetails,
    BulkPlans,
    BulkRuns,
    BulkSteps,
    BulkWorker,
    RevocationRequests,
  ],
  exports: [BulkApprovals, BulkDetails, BulkPlans, BulkRuns, RevocationRequests],
})
export class BulkModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('bulk_plan', purgePlans);
    this.housekeeping.register('bulk_plan_item', purgeItems);
    this.housekeeping.register('revocation_request', purgeRequests);
  }
}
