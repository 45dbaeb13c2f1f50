import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Consents } from './consents.ts';
import { GrantEndings } from './grant-endings.ts';
import { GrantReads } from './grant-reads.ts';
import { GrantRevocations } from './grant-revocations.ts';
import { GrantSearch } from './grant-search.ts';
import { Grants } from './grants.ts';
import { Recipients } from './recipients.ts';
import { RefreshFamilies } from './refresh-families.ts';
import { RefreshInspection } from './refresh-inspection.ts';
import { RefreshRevocations } from './refresh-revocations.ts';
import { FamilyEndings } from './refresh/family-endings.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import { ServiceGrants } from './service-grants.ts';
import { Withdrawals } from './withdrawals.ts';

const open = [
  Consents,
  Grants,
  GrantEndings,
  GrantReads,
  GrantRevocations,
  GrantSearch,
  ServiceGrants,
  Recipients,
  RefreshFamilies,
  RefreshInspection,
  RefreshRevocations,
  Withdrawals,
];

@Module({
  imports: [AppsModule, ResidentsModule, RevocationsModule],
  providers: [...open, RefreshTokens, FamilyEndings],
  exports: open,
})
export class GrantsModule implements OnModuleInit {
  constructor(
    private readonly grants: Grants,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('app_grant', (sql) => this.grants.purge(sql));
  }
}
