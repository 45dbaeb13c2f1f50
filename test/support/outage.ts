import { decodeJwt } from 'jose';
import { PushClock } from '../../src/feed/push-clock.ts';
import { EventReceiver, push } from './event-receiver.ts';
import type { EventClaims } from './event-receiver.ts';
import { eventually } from './eventually.ts';
import { ManyEvents } from './many-events.ts';
import { PushEndpoint } from './push-endpoint.ts';
import { randomFrom, seed } from './seeded.ts';
import type { TestService } from './service.ts';

interface Plan {
  events: number;
  residents: number;
  hours: number;
}

/** What arrived, in the order in which it did. */
interface Arrival {
  number: number;
  resident: string;
}

/** What a receiver has to say of what it got. */
export interface Verdict {
  lost: number;
  twice: number;
  /** Residents of whom something came before what had happened earlier. */
  outOfOrder: number;
}

/** Looks at arrivals as the receiver would, who only knows that there were so many events. */
export function judge(arrivals: readonly Arrival[], events: number): Verdict {
  const seen = new Set<number>();
  const last = new Map<string, number>();
  const disordered = new Set<string>();
  for (const { number, resident } of arrivals) {
    if (seen.has(number)) continue;
    seen.add(number);
    if (number < (last.get(resident) ?? 0)) disordered.add(resident);
    last.set(resident, number);
  }
  const twice = arrivals.length - seen.size;
  return { lost: events - seen.size, twice, outOfOrder: disordered.size };
}

/** One receiver is down for hours while events come; another that is sent to and one that fetches go on. */
export class Outage {
  worstMilliseconds = 0;
  catchUpMilliseconds = 0;
  polled = 0;
  private readonly random = randomFrom(seed);

  private constructor(
    readonly service: TestService,
    readonly plan: Plan,
    private readonly apps: { down: EventReceiver; up: EventReceiver; polling: EventReceiver },
    private readonly ends: { down: PushEndpoint; up: PushEndpoint },
  ) {}

  static async begin(service: TestService, plan: Plan): Promise<Outage> {
    const [down, up, polling] = [
      await EventReceiver.open(service),
      await EventReceiver.open(service),
      await EventReceiver.open(service),
    ];
    const ends = { down: await PushEndpoint.open(), up: await PushEndpoint.open() };
    await down.create({ delivery: { method: push, endpoint_url: ends.down.url } });
    await up.create({ delivery: { method: push, endpoint_url: ends.up.url } });
    await polling.create();
    await eventually(() => ends.down.came.length === 1 && ends.up.came.length === 1);
    for (const end of [ends.down, ends.up]) end.came.length = 0;
    await ends.down.down();
    return new Outage(service, plan, { down, up, polling }, ends);
  }

  /** Lets the hours pass. The last one is a minute short, so that the receiver is back when the day is over. */
  async last(): Promise<void> {
    const { events, hours } = this.plan;
    for (let hour = 1, made = 0; hour <= hours; hour += 1) {
      const due = Math.round((events * hour) / hours);
      await this.hour(due - made);
      made = due;
      await this.service.travel(hour === hours ? 3540 : 3600);
      await this.service.running.app.get(PushClock).look();
    }
  }

  /** The receiver is back; returns what it got, when it has all of it or nothing comes any more. */
  async end(): Promise<Arrival[]> {
    await this.ends.down.up();
    await this.service.travel(60);
    const began = performance.now();
    await this.service.running.app.get(PushClock).look();
    const all = () => this.ends.down.came.length >= this.plan.events;
    await eventually(all, 120_000);
    this.catchUpMilliseconds = Math.round(performance.now() - began);
    return this.ends.down.came.map(({ body }) => arrivalIn(body));
  }

  /** What the receiver that was never down got. */
  get meanwhile(): Arrival[] {
    return this.ends.up.came.map(({ body }) => arrivalIn(body));
  }

  /** Whether a few of what came are signed as they should be. */
  async verifySome(): Promise<void> {
    for (const { body } of this.ends.down.came.slice(-20)) await this.apps.down.verify(body);
  }

  async stop(): Promise<void> {
    await this.ends.down.down();
    await this.ends.up.down();
    for (const app of Object.values(this.apps)) app.close();
  }

  private async hour(events: number): Promise<void> {
    const { down, up, polling } = this.apps;
    const many = new ManyEvents(this.service);
    const people = Array.from({ length: events }, () => this.resident());
    await many.of(down.app.id, people);
    const wanted = this.ends.up.came.length + 10;
    const began = performance.now();
    await many.of(up.app.id, people.slice(0, 10));
    await eventually(() => this.ends.up.came.length >= wanted, 30_000);
    this.worstMilliseconds = Math.max(this.worstMilliseconds, performance.now() - began);
    await many.of(polling.app.id, people.slice(0, 10));
    await polling.renew();
    const { sets } = await polling.poll();
    await polling.poll({ ack: Object.keys(sets), maxEvents: 0 });
    this.polled += Object.keys(sets).length;
  }

  private resident(): string {
    return `resident-${Math.floor(this.random() * this.plan.residents)}`;
  }
}

function arrivalIn(body: string): Arrival {
  const { jti = '', sub_id } = decodeJwt<EventClaims>(body);
  return { number: Number(jti.split('-')[1]), resident: sub_id.sub ?? '' };
}
