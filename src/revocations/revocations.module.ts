import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { Revocations } from './revocations.ts';
import { purgeTokens } from './statements.ts';

@Module({ providers: [Revocations], exports: [Revocations] })
export class RevocationsModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('revoked_token', purgeTokens);
  }
}
