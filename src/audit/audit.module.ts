import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { AuditAttention } from './audit-attention.ts';
import { AuditExports } from './audit-exports.ts';
import { AuditLog } from './audit-log.ts';
import { ChainChecks } from './chain-checks.ts';
import { Checkpoints } from './checkpoints.ts';
import { HistoryRemoval } from './history-removal.ts';
import { SealState } from './seal-state.ts';
import { Sealer } from './sealer.ts';
import { SealingClock } from './sealing-clock.ts';
import { Verification } from './verification.ts';

const forOthers = [
  AuditExports,
  AuditLog,
  ChainChecks,
  Checkpoints,
  SealState,
  Sealer,
  Verification,
];

@Module({
  imports: [KeysModule],
  providers: [...forOthers, AuditAttention, HistoryRemoval, SealingClock],
  exports: [...forOthers, SealingClock],
})
export class AuditModule implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly removal: HistoryRemoval,
  ) {}

  onModuleInit(): void {
    this.housekeeping.deletes('ledger_entry', this.removal.deletion());
  }
}
