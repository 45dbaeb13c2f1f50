import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { EpochMarks } from './epoch-marks.ts';
import { purgeBatches } from './list/statements.ts';
import { RevocationList, listSeconds } from './revocation-list.ts';
import { Revocations } from './revocations.ts';
import { purgeTokens } from './statements.ts';

const forOthers = [EpochMarks, RevocationList, Revocations];

@Module({ providers: forOthers, exports: forOthers })
export class RevocationsModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('revoked_token', purgeTokens);
    this.housekeeping.register('revocation_batch', { ...purgeBatches, values: [listSeconds] });
  }
}
