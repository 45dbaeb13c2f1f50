import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { LinkRemoval } from '../links/link-removal.ts';
import { LinksModule } from '../links/links.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { NotedDeletions } from './deletion-notes.ts';
import { FacebookRequests } from './facebook-requests.ts';
import { FacebookSignalsController } from './facebook-signals.controller.ts';
import { FacebookPermissions } from './facebook/permissions.ts';
import { Farewells } from './farewells.ts';
import { GoogleKeys } from './google/google-keys.ts';
import { GoogleSets } from './google/google-sets.ts';
import { GoogleSignalsController } from './google-signals.controller.ts';
import { RiscStream } from './risc-stream.ts';
import { SealedSignals } from './sealed-signals.ts';
import { SignalAttention } from './signal-attention.ts';
import { Signals } from './signals.ts';
import { purge as purgeFarewells } from './statements/farewells.ts';
import { purgeHeard, purgeRemovals } from './statements/signals.ts';
import { ToldRemovals } from './told-removals.ts';
import { SignalTrials } from './trials.ts';
import { WaitingRoom } from './waiting-room.ts';

const everyMinute = '* * * * *';

@Module({
  imports: [LinksModule, ProvidersModule],
  controllers: [FacebookSignalsController, GoogleSignalsController],
  providers: [
    FacebookPermissions,
    FacebookRequests,
    Farewells,
    GoogleKeys,
    GoogleSets,
    NotedDeletions,
    RiscStream,
    SealedSignals,
    SignalAttention,
    Signals,
    SignalTrials,
    ToldRemovals,
    WaitingRoom,
  ],
  exports: [NotedDeletions, RiscStream, SignalTrials, WaitingRoom],
})
export class SignalsModule implements OnModuleInit {
  constructor(
    private readonly farewells: Farewells,
    private readonly housekeeping: Housekeeping,
    private readonly jobs: Jobs,
    private readonly removal: LinkRemoval,
    private readonly room: WaitingRoom,
  ) {}

  onModuleInit(): void {
    this.removal.farewellBy((sql, removed, subject) => this.farewells.note(sql, removed, subject));
    this.jobs.schedule('farewells', everyMinute, async (_data, signal) => {
      await this.farewells.sayWhatIsDue(signal);
    });
    this.housekeeping.register('farewell', purgeFarewells);
    this.housekeeping.register('heard_signal', purgeHeard);
    this.housekeeping.register('signal_removal', purgeRemovals);
    this.housekeeping.deletes('waiting_signal', this.room.due());
  }
}
