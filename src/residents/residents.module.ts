import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { OpenSessions } from './open-sessions.ts';
import { PastSessions } from './past-sessions.ts';
import { ResidentAuthenticator } from './resident-authenticator.ts';
import { Residents } from './residents.ts';
import { SessionFollowers } from './session-followers.ts';
import { limitsOf } from './session-limits.ts';
import { Sessions } from './sessions.ts';
import { purge } from './statements/sessions.ts';

@Module({
  imports: [RevocationsModule],
  providers: [
    OpenSessions,
    PastSessions,
    Residents,
    SessionFollowers,
    Sessions,
    ResidentAuthenticator,
  ],
  exports: [OpenSessions, PastSessions, Residents, SessionFollowers, Sessions],
})
export class ResidentsModule implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly housekeeping: Housekeeping,
  ) {}

  onModuleInit(): void {
    this.housekeeping.register('resident_session', { ...purge, values: limitsOf(this.config) });
  }
}
