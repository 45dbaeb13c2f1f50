import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { SessionFollowers } from '../residents/session-followers.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Agreements } from './agreements.ts';
import { Consents } from './consents.ts';
import { GrantEndings } from './grant-endings.ts';
import { GrantReads } from './grant-reads.ts';
import { GrantRevocations } from './grant-revocations.ts';
import { GrantSearch } from './grant-search.ts';
import { Grants, purge } from './grants.ts';
import { KeptConsents } from './kept-grants.ts';
import { Recipients } from './recipients.ts';
import { RefreshFamilies } from './refresh-families.ts';
import { RefreshInspection } from './refresh-inspection.ts';
import { RefreshRevocations } from './refresh-revocations.ts';
import { FamilyEndings } from './refresh/family-endings.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import { ServiceGrants } from './service-grants.ts';
import { ToldOfEndings } from './told-of-endings.ts';
import { Withdrawals } from './withdrawals.ts';

const open = [
  Agreements,
  Consents,
  Grants,
  GrantEndings,
  GrantReads,
  GrantRevocations,
  GrantSearch,
  KeptConsents,
  ServiceGrants,
  Recipients,
  RefreshFamilies,
  RefreshInspection,
  RefreshRevocations,
  ToldOfEndings,
  Withdrawals,
];

@Module({
  imports: [AppsModule, PolicyModule, ResidentsModule, RevocationsModule],
  providers: [...open, RefreshTokens, FamilyEndings],
  exports: open,
})
export class GrantsModule implements OnModuleInit {
  constructor(
    private readonly followers: SessionFollowers,
    private readonly housekeeping: Housekeeping,
    private readonly told: ToldOfEndings,
  ) {}

  onModuleInit(): void {
    this.followers.is(this.told);
    this.housekeeping.register('app_grant', purge);
  }
}
