import { Housekeeping } from '../../src/platform/jobs/housekeeping.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { PolicyPublishing } from '../../src/policy/policy-publishing.ts';
import type { Publication } from '../../src/policy/policy-publishing.ts';
import { claimsOf } from './city-service.ts';
import type { TestService } from './service.ts';
import { atServer } from './staff.ts';

const day = 86_400;

/** A draft as a city would write it, that begins so many days from now. */
export function draft(service: TestService, inDays: number, changes: object = {}): object {
  const now = service.running.app.get(Clock).milliseconds();
  return {
    startsAt: new Date(now + inDays * day * 1000).toISOString(),
    asksAgain: true,
    en: { changes: ['We keep notes for one year.', 'City services see less.'] },
    es: { changes: ['Guardamos notas por un año.', 'Los servicios ven menos.'] },
    ...changes,
  };
}

/** Publishes what is given, whatever it is. */
export function publish(service: TestService, given: unknown): Promise<Publication> {
  return service.running.app.get(PolicyPublishing).publish(atServer, given);
}

/** Publishes a version that begins so many days from now, and returns its number. */
export async function publishIn(
  service: TestService,
  inDays: number,
  changes: object = {},
): Promise<number> {
  const outcome = await publish(service, draft(service, inDays, changes));
  if (outcome.kind !== 'published')
    throw new Error(outcome.problems.map(({ sentence }) => sentence).join());
  return outcome.version.version;
}

/** Lets days go by. */
export function passDays(service: TestService, days: number): Promise<void> {
  return service.travel(days * day);
}

/** What the service does by itself once a minute. */
export function housekeep(service: TestService): Promise<void> {
  return service.running.app.get(Housekeeping).runAll();
}

/** The resident of a token. */
export async function residentOf(service: TestService, accessToken: string): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    'select resident_id as id from civic.app_grant where id = $1',
    [claimsOf(accessToken).sid],
  );
  return row?.id ?? '';
}

/** How often each kind of entry about the policy is in the ledger for a resident, by version. */
export async function policyEntries(
  service: TestService,
  residentId: string,
): Promise<Record<string, number>> {
  const rows = await service.database.query<{ entry: string; count: number }>(
    `select type || ' ' || (detail->>'policyVersion') as entry, count(*)::int as count
     from civic.ledger_entry where resident_id = $1 and type like 'policy.%' group by 1`,
    [residentId],
  );
  return Object.fromEntries(rows.map(({ entry, count }) => [entry, count]));
}

/** The versions a resident agreed to. */
export async function acceptedBy(service: TestService, residentId: string): Promise<number[]> {
  const rows = await service.database.query<{ version: number }>(
    'select version from civic.policy_acceptance where resident_id = $1 order by version',
    [residentId],
  );
  return rows.map(({ version }) => version);
}

/** The resident who came last. */
export async function newestResident(service: TestService): Promise<string> {
  const [row] = await service.database.query<{ id: string }>(
    'select id from civic.resident order by created_at desc limit 1',
  );
  return row?.id ?? '';
}
