/**
 * Feed: what apps hear of revocations.
 *
 * Owns: signing the revocation list, handing it out, and waking whoever waits for its next part.
 * Does not: decide what is revoked, or know whom a grant is about.
 * Hands off to: revocations, which keeps the list; keys, which sign it; verifiers in city apps.
 */
import { Module } from '@nestjs/common';
import { KeysModule } from '../keys/keys.module.ts';
import { RevocationsModule } from '../revocations/revocations.module.ts';
import { ListClock } from './list-clock.ts';
import { ListView } from './list-view.ts';
import { RevocationFeed } from './revocation-feed.ts';
import { RevocationsController } from './revocations.controller.ts';
import { SignedList } from './signed-list.ts';

@Module({
  imports: [KeysModule, RevocationsModule],
  controllers: [RevocationsController],
  providers: [ListClock, ListView, RevocationFeed, SignedList],
  exports: [ListClock],
})
export class FeedModule {}
