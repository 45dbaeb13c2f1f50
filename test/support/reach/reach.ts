import { setTimeout as pass } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Figures } from '../../../dev/proofs/figures.ts';
import { IssuerEpoch } from '../../../src/oauth/issuer-epoch.ts';
import { CityService } from '../city-service.ts';
import { RunningClock } from '../fixed-clock.ts';
import { handOver } from '../proof-figures.ts';
import { randomFrom, seed } from '../seeded.ts';
import { atServer } from '../staff.ts';
import { startTestService } from '../service.ts';
import type { TestService } from '../service.ts';
import { machineTime } from './messages.ts';
import { kinds, Revocables } from './revocable.ts';
import type { Kind, Revocable } from './revocable.ts';
import { Watchers } from './watchers.ts';

export interface ReachPlan {
  processes: number;
  perSecond: number;
  seconds: number;
  /** Whether times are held to what is promised, and the way to the service is cut as well: on a quiet machine alone. */
  isMeasured: boolean;
  /** How many ask the service about tokens meanwhile, one question after the other. */
  askers: number;
}

/** A revocation that has returned, and when. */
interface Revoked {
  id: number;
  kind: Kind;
  /** When it was begun. */
  since: number;
  at: number;
}

/** What is promised, in milliseconds. */
export const bounds = { usual: 1000, latest: 5000, withoutWaiting: 15_000, cut: 60_000 } as const;

/** How long a token is watched before it is revoked. */
const watchedMilliseconds = 500;
const random = randomFrom(seed);
const someKind = (): Kind => kinds[Math.floor(random() * kinds.length)] ?? 'grant';

let service: TestService;
let parks: CityService;
let revocables: Revocables;
let watchers: Watchers;
let believers: Watchers;
let figures: Figures = {};
let next = 0;

/** Declares the tests: what is revoked is refused by city apps in processes of their own, and how soon. */
export function proveReach(plan: ReachPlan): void {
  const patience = (plan.seconds + 60) * 1000;
  beforeAll(async () => {
    const settings = { FEED_PER_SECOND: '100000' };
    service = await startTestService(settings, new RunningClock());
    parks = await CityService.register(service, {
      scopes: ['openid', 'revocations.read'],
      grantTypes: ['authorization_code', 'client_credentials'],
    });
    revocables = new Revocables(parks);
    watchers = await Watchers.start(parks, plan.processes);
    believers = await Watchers.start(parks, 1, 'none');
  }, 120_000);
  afterAll(async () => {
    for (const some of [watchers, believers]) some.stop();
    parks.close();
    await service.stop();
    handOver(figures);
  });

  test(
    `what is revoked is refused everywhere within a second, and never later than five (seed ${seed})`,
    async () => {
      const asking = new AbortController();
      const askers = Promise.all(Array.from({ length: plan.askers }, () => ask(asking.signal)));
      const revoked = await revokeFor(plan.seconds, plan.perSecond);
      await everybodyRefuses(revoked, plan);
      asking.abort();
      await askers;
      const last = revoked.map(lastRefusal).toSorted((one, other) => one - other);
      figures = { ...countsOf(plan, revoked), ...spreadOf(last) };
      expect(revoked.filter((one) => !isReached(one, plan))).toEqual([]);
      if (!plan.isMeasured) return;
      expect(percentile(last, 0.99)).toBeLessThanOrEqual(bounds.usual);
      expect(last.at(-1)).toBeLessThanOrEqual(bounds.latest);
      expect(acceptedLate(revoked, bounds.latest)).toBe(0);
    },
    patience,
  );

  test('what ends with the whole service is refused everywhere, too', async () => {
    const ids: number[] = [];
    while (ids.length < 20) ids.push(await watch(await revocables.make('grant')));
    await pass(watchedMilliseconds);
    const since = machineTime();
    await service.running.app.get(IssuerEpoch).raise('security', atServer.actor);
    const at = machineTime();
    const revoked = ids.map((id) => ({ id, kind: 'grant' as const, since, at }));
    await everybodyRefuses(revoked, plan);
    expect(revoked.filter((one) => !isReached(one, plan))).toEqual([]);
    const longest = Math.max(...revoked.map(lastRefusal));
    figures = { ...figures, 'the whole service, longest ms': Math.round(longest) };
    expect(longest).toBeLessThanOrEqual(plan.isMeasured ? bounds.latest : Infinity);
  }, 60_000);

  test('who does not follow the list accepts what was revoked: the measure would show it', () => {
    expect(believers.refusals.filter(({ reason }) => reason === 'revoked')).toEqual([]);
    expect(figures.revocations).toBeGreaterThan(0);
    figures = { ...figures, 'accepted by the control': Number(figures.revocations) };
  });

  if (plan.isMeasured) proveCuts(plan);
}

function proveCuts(plan: ReachPlan): void {
  const { processes } = plan;
  test('where waiting is cut off, within fifteen seconds', async () => {
    watchers.meet('no-waiting');
    await pass(100);
    const revoked = await revokeFor(20, 2);
    await pass(bounds.withoutWaiting);
    const longest = Math.max(...revoked.map(lastRefusal));
    figures = { ...figures, 'without waiting, longest ms': Math.round(longest) };
    expect(revoked.filter((one) => !isReached(one, plan))).toEqual([]);
    expect(longest).toBeLessThanOrEqual(bounds.withoutWaiting);
    watchers.meet('fair');
  }, 120_000);

  test('where everything is cut off, nothing is accepted after sixty seconds', async () => {
    const id = await watch(await revocables.make('grant'));
    await pass(2000);
    expect(watchers.of(id)).toEqual([]);
    watchers.meet('cut');
    const cutAt = machineTime();
    await pass(bounds.cut + 2000);
    const refusals = watchers.of(id);
    const last = Math.max(...refusals.map(({ acceptedAt }) => acceptedAt - cutAt));
    figures = { ...figures, 'all cut, accepted last after ms': Math.round(last) };
    expect(refusals.map(({ reason }) => reason)).toEqual(
      Array(processes).fill('revocations_stale'),
    );
    expect(last).toBeLessThanOrEqual(bounds.cut);
  }, 120_000);
}

async function watch(revocable: Revocable): Promise<number> {
  next += 1;
  for (const some of [watchers, believers]) some.watch(next, revocable.token);
  return next;
}

/** Revokes so many each second, in ways that chance chooses. */
async function revokeFor(seconds: number, perSecond: number): Promise<Revoked[]> {
  const begun = machineTime();
  const under: Promise<Revoked>[] = [];
  for (let n = 0; n < seconds * perSecond; n += 1) {
    await pass(Math.max(0, begun + (n * 1000) / perSecond - machineTime()));
    under.push(revokeOne(someKind()));
  }
  return Promise.all(under);
}

async function revokeOne(kind: Kind): Promise<Revoked> {
  const revocable = await revocables.make(kind);
  const id = await watch(revocable);
  await pass(watchedMilliseconds);
  const since = machineTime();
  await revocable.revoke();
  return { id, kind, since, at: machineTime() };
}

/** Waits for the last refusal; where times count, no longer than is promised. */
async function everybodyRefuses(
  revoked: readonly Revoked[],
  { processes, isMeasured }: ReachPlan,
): Promise<void> {
  const end = machineTime() + (isMeasured ? bounds.latest + 1000 : 30_000);
  const isOpen = ({ id }: Revoked): boolean => watchers.of(id).length < processes;
  while (machineTime() < end && revoked.some(isOpen)) await pass(100);
}

/** What else the service does meanwhile. */
async function ask(signal: AbortSignal): Promise<void> {
  const { token } = await revocables.make('grant');
  while (!signal.aborted) await parks.post('/oauth/introspect', { token });
}

/** Every process accepted it first, and refused it then, because it was revoked and not before. */
function isReached({ id, since }: Revoked, { processes }: ReachPlan): boolean {
  const refusals = watchers.of(id);
  const isRight = refusals.every(
    ({ reason, acceptedAt, at }) => reason === 'revoked' && acceptedAt > 0 && at >= since,
  );
  return refusals.length === processes && isRight;
}

/** How long after the revocation had returned the last process refused it. */
function lastRefusal({ id, at }: Revoked): number {
  return Math.max(...watchers.of(id).map((refusal) => refusal.at - at));
}

/** How often a process accepted a token so long after it was revoked. */
function acceptedLate(revoked: readonly Revoked[], milliseconds: number): number {
  const late = ({ id, at }: Revoked) =>
    watchers.of(id).filter(({ acceptedAt }) => acceptedAt > at + milliseconds);
  return revoked.flatMap(late).length;
}

function countsOf({ processes }: ReachPlan, revoked: readonly Revoked[]): Figures {
  const late = acceptedLate(revoked, bounds.latest);
  return { processes, revocations: revoked.length, 'accepted after the bound': late };
}

function spreadOf(sorted: readonly number[]): Figures {
  const within = (limit: number): number => sorted.filter((one) => one <= limit).length;
  const limits = [50, 100, 200, 300, 500, 1000].map(
    (ms) => [`within ${ms} ms`, within(ms)] as const,
  );
  return {
    'p50 ms': Math.round(percentile(sorted, 0.5)),
    'p99 ms': Math.round(percentile(sorted, 0.99)),
    'longest ms': Math.round(sorted.at(-1) ?? 0),
    ...Object.fromEntries(limits),
  };
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Infinity;
}
