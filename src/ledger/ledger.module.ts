import { Global, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { LedgerCounts } from './ledger-counts.ts';
import { Ledger } from './ledger.ts';
import { purgeRecipients } from './statements.ts';

@Global()
@Module({ providers: [Ledger, LedgerCounts], exports: [Ledger, LedgerCounts] })
export class LedgerModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('ledger_recipient', purgeRecipients);
  }
}
