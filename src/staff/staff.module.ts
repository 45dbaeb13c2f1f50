import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { historyMonths } from '../ledger/ledger.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { Challenges } from './challenges.ts';
import { Directory } from './directory.ts';
import { DirectoryAttention } from './directory-attention.ts';
import { DirectoryDoor } from './directory-door.ts';
import { DirectoryPeople } from './directory-people.ts';
import { DirectoryTrips } from './directory-trips.ts';
import { Invitations } from './invitations.ts';
import { Passkeys } from './passkeys.ts';
import { StaffPeople } from './people.ts';
import { StaffAuthenticator } from './staff-authenticator.ts';
import { sessionLimits } from './staff-limits.ts';
import { StaffSessions } from './staff-sessions.ts';
import * as invitations from './statements/invitations.ts';
import { purgeChallenges } from './statements/passkeys.ts';
import * as people from './statements/people.ts';
import * as sessions from './statements/sessions.ts';
import * as trips from './statements/trips.ts';

@Module({
  providers: [
    Challenges,
    Directory,
    DirectoryAttention,
    DirectoryDoor,
    DirectoryPeople,
    DirectoryTrips,
    Invitations,
    Passkeys,
    StaffAuthenticator,
    StaffPeople,
    StaffSessions,
  ],
  exports: [Directory, DirectoryDoor, Invitations, Passkeys, StaffPeople, StaffSessions],
})
export class StaffModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('staff_person', { ...people.purge, values: [historyMonths] });
    this.housekeeping.register('staff_invitation', invitations.purge);
    this.housekeeping.register('staff_challenge', purgeChallenges);
    this.housekeeping.register('staff_session', { ...sessions.purge, values: sessionLimits });
    this.housekeeping.register('staff_trip', trips.purge);
  }
}
