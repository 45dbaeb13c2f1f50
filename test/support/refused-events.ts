import { EventPolls } from '../../src/feed/event-polls.ts';
import { EventStreams } from '../../src/feed/event-streams.ts';
import { ManyEvents } from './many-events.ts';
import type { TestService } from './service.ts';

/** An app that fetches its events has three: it will not have two of them, and leaves the third. */
export async function refuseEvents(service: TestService, appId: string): Promise<void> {
  const get = service.running.app.get.bind(service.running.app);
  const creation = await get(EventStreams).create(appId, {});
  if (creation.kind !== 'created') throw new Error(creation.kind);
  await new ManyEvents(service).of(appId, ['ana', 'ben', 'ana']);
  const refuses = ['event-1', 'event-2'].map((jti) => ({ jti, error: 'invalid_key' }));
  const patience = { milliseconds: 0, caller: appId, gone: AbortSignal.abort() };
  await get(EventPolls).poll(creation.stream, { most: 0, patience, has: [], refuses });
}
