import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { GrantsModule } from '../grants/grants.module.ts';
import { LinksModule } from '../links/links.module.ts';
import { purgeOf } from '../platform/database/purge.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { RecordAccess, purgeAccess } from './record-access.ts';
import { OpenedRecords } from './opened-record.ts';
import { RecordOrders } from './record-orders.ts';
import { RecordSearch } from './record-search.ts';
import { SupportAccess } from './support-access.ts';
import { SupportCodes } from './support-codes.ts';

const purge = purgeOf('support-codes.purge', {
  table: 'support_code',
  isOver: 'expires_at <= civic.now()',
  atMost: 5000,
});

@Module({
  imports: [
    AppsModule,
    GrantsModule,
    LinksModule,
    ProvidersModule,
    ResidentsModule,
    RevocationsModule,
  ],
  providers: [OpenedRecords, RecordAccess, RecordOrders, RecordSearch, SupportAccess, SupportCodes],
  exports: [RecordAccess, RecordOrders, RecordSearch, SupportAccess, SupportCodes],
})
export class SupportModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('support_code', purge);
    this.housekeeping.register('record_access', purgeAccess);
  }
}
