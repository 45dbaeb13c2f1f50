import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { Revocations } from '../revocations/revocations.ts';
import { ResidentAuthenticator } from './resident-authenticator.ts';
import { Residents } from './residents.ts';
import { purgeSessions } from './session-purge.ts';
import { Sessions } from './sessions.ts';

@Module({
  imports: [RevocationsModule],
  providers: [Residents, Sessions, ResidentAuthenticator],
  exports: [Residents, Sessions],
})
export class ResidentsModule implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly housekeeping: Housekeeping,
    private readonly revocations: Revocations,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('resident_session', (sql) =>
      purgeSessions(sql, this.config.sessions, this.revocations),
    );
  }
}
