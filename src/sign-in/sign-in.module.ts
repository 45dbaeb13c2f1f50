import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { LinkRemoval } from '../links/link-removal.ts';
import type { RemovedLink } from '../links/removal.ts';
import { LinksModule } from '../links/links.module.ts';
import type { Sql } from '../platform/database/statement.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { PolicyModule } from '../policy/policy.module.ts';
import { ProvidersModule } from '../providers/providers.module.ts';
import { RequestsModule } from '../requests/requests.module.ts';
import { ResidentsModule } from '../residents/residents.module.ts';
import { Arrivals } from './arrivals.ts';
import { CallbackController } from './callback.controller.ts';
import { Confirmations } from './confirmation.ts';
import { DepartureController } from './departure.controller.ts';
import { EndingController } from './ending.controller.ts';
import { Exchanges } from './exchanges.ts';
import { Flows } from './flows.ts';
import { FurtherLinks } from './further-links.ts';
import { KeptAnswers } from './kept-answers.ts';
import { NameChoices } from './name-choices.ts';
import { NameController } from './name.controller.ts';
import { Newcomers } from './newcomers.ts';
import { PendingIdentities } from './pending-identities.ts';
import { ProveController } from './prove.controller.ts';
import { Provings } from './provings.ts';
import { proofSeconds, Proofs } from './proofs.ts';
import { Returning } from './returning.ts';
import { ReviewController } from './review.controller.ts';
import { SignIn } from './sign-in.ts';
import { StartController } from './start.controller.ts';
import * as flowStatements from './statements/flows.ts';
import * as pendingStatements from './statements/pending-identities.ts';
import * as proofStatements from './statements/proofs.ts';
import { Trips } from './trips.ts';
import { WaitingApps } from './waiting-app.ts';

@Module({
  imports: [
    AppsModule,
    LinksModule,
    PolicyModule,
    ProvidersModule,
    RequestsModule,
    ResidentsModule,
  ],
  controllers: [
    StartController,
    CallbackController,
    ReviewController,
    EndingController,
    DepartureController,
    ProveController,
    NameController,
  ],
  providers: [
    Arrivals,
    Confirmations,
    Exchanges,
    Flows,
    FurtherLinks,
    KeptAnswers,
    NameChoices,
    Newcomers,
    PendingIdentities,
    Proofs,
    Provings,
    Returning,
    SignIn,
    Trips,
    WaitingApps,
  ],
  exports: [NameChoices, Proofs, WaitingApps],
})
export class SignInModule implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly removal: LinkRemoval,
  ) {}

  onModuleInit(): void {
    this.removal.alsoOnRemoval(deleteWhatIsInFlight);
    this.housekeeping.register('flow', flowStatements.purge);
    this.housekeeping.register('pending_identity', pendingStatements.purge);
    this.housekeeping.register('proof', { ...proofStatements.purge, values: [proofSeconds] });
  }
}

/** No trip begun before a removal may bring the account back after it. */
async function deleteWhatIsInFlight(
  sql: Sql,
  { linkId, residentId, provider }: RemovedLink,
): Promise<void> {
  await sql.run(flowStatements.deleteOfLink, [residentId, provider]);
  await sql.run(pendingStatements.deleteOfLink, [residentId, provider]);
  await sql.run(proofStatements.deleteOfLink, [linkId]);
}
