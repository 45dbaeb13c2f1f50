/**
 * Feed: what apps hear of revocations, and of what concerns them.
 *
 * Owns: signing the revocation list and handing it out; the streams of apps, the events in them and their delivery.
 * Does not: decide what is revoked or who must be told, or know whom a subject stands for.
 * Hands off to: revocations, which keeps the list; ledger, which says what happened; keys, which sign; city apps.
 */
import { Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { AppsModule } from '../apps/apps.module.ts';
import { KeysModule } from '../keys/keys.module.ts';
import { Housekeeping } from '../platform/jobs/housekeeping.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { purge } from './deliveries/statements.ts';
import { DeliveryAttention } from './delivery-attention.ts';
import { DeliveryDesk } from './delivery-desk.ts';
import { EventClock } from './event-clock.ts';
import { EventPolls } from './event-polls.ts';
import { EventQueue } from './event-queue.ts';
import { EventStreams } from './event-streams.ts';
import { FeedClocks } from './feed-clocks.ts';
import { ListClock } from './list-clock.ts';
import { ListView } from './list-view.ts';
import { PollsController } from './polls.controller.ts';
import { Projector } from './projector.ts';
import { PushClock } from './push-clock.ts';
import { PushDelivery } from './push-delivery.ts';
import { PushMessage } from './push-message.ts';
import { RevocationFeed } from './revocation-feed.ts';
import { RevocationsController } from './revocations.controller.ts';
import { SignedEvent } from './signed-event.ts';
import { SignedList } from './signed-list.ts';
import { SignedLogout } from './signed-logout.ts';
import { SsfDiscoveryController } from './ssf-discovery.controller.ts';
import { StreamStatusController } from './stream-status.controller.ts';
import { StreamsController } from './streams.controller.ts';

const ofList = [ListClock, ListView, RevocationFeed, SignedList];
const ofEvents = [EventClock, EventPolls, EventQueue, EventStreams, Projector, SignedEvent];
const ofPush = [
  DeliveryAttention,
  DeliveryDesk,
  PushClock,
  PushDelivery,
  PushMessage,
  SignedLogout,
];

@Module({
  imports: [AppsModule, KeysModule, RevocationsModule],
  controllers: [
    RevocationsController,
    StreamsController,
    StreamStatusController,
    PollsController,
    SsfDiscoveryController,
  ],
  providers: [FeedClocks, ...ofList, ...ofEvents, ...ofPush],
  exports: [FeedClocks, DeliveryDesk],
})
export class FeedModule implements OnModuleInit {
  constructor(private readonly housekeeping: Housekeeping) {}

  onModuleInit(): void {
    this.housekeeping.register('event_delivery', purge);
  }
}
