import { PushClock } from '../../src/feed/push-clock.ts';
import type { TestService } from './service.ts';

/** Events put into a stream as the projector would, so that there can be many. Their ids are `event-<number>`. */
export class ManyEvents {
  constructor(private readonly service: TestService) {}

  /** One event about each of these subjects, in this order. */
  async of(appId: string, subjects: readonly string[]): Promise<void> {
    await this.service.database.query(
      `with stream as (
         select id, coalesce((select max(seq) from civic.event_delivery where stream_id = id), 0) as last
         from civic.event_stream where app_id = $1 and kind = 'events'
       ), added as (
         insert into civic.event_delivery (stream_id, seq, jti, txn, type, subject, event)
         select stream.id, stream.last + told.position, 'event-' || (stream.last + told.position), 'txn',
           $3, told.subject, '{}'
         from stream, unnest($2::text[]) with ordinality as told (subject, position)
         returning seq
       )
       update civic.event_stream set last_seq = (select max(seq) from added)
       where app_id = $1 and kind = 'events'`,
      [appId, subjects, `${this.service.url}/events/link-removed`],
    );
    await this.service.running.app.get(PushClock).look();
  }
}
