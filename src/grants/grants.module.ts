import { Module } from '@nestjs/common';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Consents } from './consents.ts';
import { GrantEndings } from './grant-endings.ts';
import { Grants } from './grants.ts';
import { RefreshFamilies } from './refresh-families.ts';
import { RefreshRevocations } from './refresh-revocations.ts';
import { FamilyEndings } from './refresh/family-endings.ts';
import { RefreshTokens } from './refresh/refresh-tokens.ts';
import { ServiceGrants } from './service-grants.ts';

const open = [Consents, Grants, GrantEndings, ServiceGrants, RefreshFamilies, RefreshRevocations];

@Module({
  imports: [ResidentsModule, RevocationsModule],
  providers: [...open, RefreshTokens, FamilyEndings],
  exports: open,
})
export class GrantsModule {}
