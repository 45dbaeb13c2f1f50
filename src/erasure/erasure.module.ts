import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { LinksModule } from '../links/links.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { SignInModule } from '../sign-in/sign-in.module.ts';
import { NotedDeletions } from '../signals/deletion-notes.ts';
import { SignalsModule } from '../signals/signals.module.ts';
import { Deletions } from './deletions.ts';
import { Erasure } from './erasure.ts';
import { HeldErasures } from './held-erasures.ts';
import { Remains } from './remains.ts';
import { purge } from './statements/deletions.ts';
import { WishedErasures } from './wished-erasures.ts';

@Module({
  imports: [LinksModule, ResidentsModule, RevocationsModule, SignalsModule, SignInModule],
  providers: [Deletions, Erasure, HeldErasures, Remains, WishedErasures],
  exports: [Deletions, Erasure, HeldErasures, WishedErasures],
})
export class ErasureModule implements OnModuleInit {
  constructor(
    private readonly deletions: Deletions,
    private readonly housekeeping: Housekeeping,
    private readonly noted: NotedDeletions,
    private readonly wished: WishedErasures,
  ) {}

  onModuleInit(): void {
    this.noted.keptBy(this.deletions);
    this.housekeeping.deletes('held', this.wished.due());
    this.housekeeping.register('deletion', purge);
  }
}
