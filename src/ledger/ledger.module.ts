import { Global, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { Ledger } from './ledger.ts';

@Global()
@Module({ providers: [Ledger], exports: [Ledger] })
export class LedgerModule implements OnModuleInit {
  constructor(
    private readonly ledger: Ledger,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('ledger_recipient', (sql) => this.ledger.purgeRecipients(sql));
  }
}
