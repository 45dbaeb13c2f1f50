import { OUTCOME_IDS } from '../../../dev/simulator/outcomes.ts';
import type { OutcomeId } from '../../../dev/simulator/outcomes.ts';
import type { Markers } from '../../../dev/simulator/markers.ts';
import { Resident } from '../resident.ts';
import type { ProviderId } from '../resident.ts';
import type { TestService } from '../service.ts';

/** Those that only end with the service's own patience, five seconds each: they go first, side by side. */
const slow: readonly OutcomeId[] = [
  'hang-token',
  'hang-after-headers',
  'drip-token',
  'userinfo-hang',
  'userinfo-drip',
];
/** Nobody comes back from these, so there is nothing for the service to answer. */
const withoutReturn: readonly OutcomeId[] = ['close'];
/** Fewer at a time than the failures that would open the circuit to the provider. */
const sideBySide = 4;
const secondsUntilForgotten = 11;

/** Everything that can happen at a provider, once per provider, in groups that may go at the same time. */
function groups(): OutcomeId[][] {
  const quick = OUTCOME_IDS.filter((id) => !slow.includes(id) && !withoutReturn.includes(id));
  const all = [...slow, ...quick];
  return Array.from({ length: Math.ceil(all.length / sideBySide) }, (_, group) =>
    all.slice(group * sideBySide, (group + 1) * sideBySide),
  );
}

/** What a person who goes on every trip is called, and what the provider tells besides. */
export interface Traveller {
  person: string;
  markers: Markers;
}

/**
 * Sends a new browser on a trip for every outcome at both providers, each with markers in whatever the provider
 * says. Returns how many trips came back.
 */
export async function travelEveryOutcome(
  service: TestService,
  traveller: Traveller,
): Promise<number> {
  let trips = 0;
  for (const group of groups()) {
    const pairs = group.flatMap((outcome) => [
      ['google', outcome] as const,
      ['facebook', outcome] as const,
    ]);
    await Promise.all(pairs.map((pair) => travel(service, pair, traveller)));
    trips += pairs.length;
    // The circuit counts failures of the last ten seconds: time passes instead of trips being refused.
    await service.travel(secondsUntilForgotten);
  }
  return trips;
}

async function travel(
  service: TestService,
  [provider, outcome]: readonly [ProviderId, OutcomeId],
  { person, markers }: Traveller,
): Promise<void> {
  const resident = new Resident(service);
  const options = { markers, megabytes: 1, delayMs: 10 };
  const page = await resident.travel(provider, { person, outcome, options });
  if (page.status >= 500) throw new Error(`${outcome} at ${provider}: status ${page.status}`);
  if (page.url.pathname.includes('/link/new/')) await cancelReview(resident);
}

/** Looks at what the provider said, and says no. */
async function cancelReview(resident: Resident): Promise<void> {
  const { pathname } = resident.page.url;
  const review = await resident.open(pathname.replace('/new/', '/review/'));
  await resident.browser.submit(review.url.pathname, { decision: 'cancel' });
}
