import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CityService } from '../support/city-service.ts';
import { Connections } from '../support/connections.ts';
import type { LinkedToken } from '../support/connections.ts';
import { ServiceProcess, planFor, sharedSettings } from '../support/service-process.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * Invariant I5 over processes: a link revoked at one is inactive at every introspection that begins at the other
 * after the answer.
 */

const rounds = 1000;
/** So many residents at a time, so that introspections of one share their reads with those of the others. */
const lanes = 10;

let service: TestService;
let processes: ServiceProcess[];
let one: TestService;
let other: TestService;
let parks: CityService;
let desk: CityService;
let deskToken: string;

beforeAll(async () => {
  // More revocations in a second than the API takes from one app.
  const settings = {
    ...sharedSettings(),
    API_PER_SECOND: '10000',
    SINGLE_REVOKES_PER_HOUR: '100000',
  };
  service = await startTestService(settings);
  const plan = planFor(service, settings);
  processes = await Promise.all([ServiceProcess.start(plan), ServiceProcess.start(plan)]);
  const [first, second] = processes.map(({ address }) => ({ ...service, address }));
  if (!first || !second) throw new Error('Two processes are needed.');
  [one, other] = [first, second];
  parks = await CityService.register(service);
  desk = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
  const granted = await desk.token({ grant_type: 'client_credentials' });
  deskToken = String(granted.json.access_token);
}, 60_000);
afterAll(async () => {
  for (const app of [parks, desk]) app.close();
  await Promise.all(processes.map((process) => process.kill()));
  await service.stop();
});

/** What happened to one link: as an introspection at the other process saw it before, and after. */
interface Round {
  before: unknown;
  revoked: unknown;
  after: unknown;
}

test.each([
  ['one process', 'the other', () => [one, other] as const],
  ['the other', 'the first', () => [other, one] as const],
])(
  `a link revoked at %s is inactive at %s, ${rounds} times out of ${rounds}`,
  async (_at, _seenAt, direction) => {
    const [revoking, asked] = direction();
    const connections = new Connections(service, parks.id);
    const residents: LinkedToken[][] = [];
    while (residents.length < lanes) {
      residents.push(await connections.ofOneResident(rounds / lanes));
    }
    const perLane = await Promise.all(residents.map((links) => playAll(links, revoking, asked)));
    const played = perLane.flat();
    expect(played).toHaveLength(rounds);
    expect(counted(played)).toEqual({
      [JSON.stringify({ before: true, revoked: 'removed', after: false })]: rounds,
    });
  },
  180_000,
);

async function playAll(links: LinkedToken[], revoking: TestService, asked: TestService) {
  const played: Round[] = [];
  for (const { linkId, accessToken } of links) {
    const before = await isActive(accessToken, asked);
    const revoked = await revoke(linkId, revoking);
    const after = await isActive(accessToken, asked);
    played.push({ before, revoked, after });
  }
  return played;
}

async function isActive(token: string, asked: TestService): Promise<unknown> {
  return (await parks.introspect(token, { service: asked })).json.active;
}

async function revoke(linkId: string, at: TestService): Promise<unknown> {
  const answer = await desk.call(`/api/admin/links/${linkId}/revoke`, {
    service: at,
    body: JSON.stringify({ reason: 'security' }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${deskToken}` },
  });
  return answer.json.status;
}

/** How often each course of events occurred. */
function counted(played: readonly Round[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const round of played) {
    const course = JSON.stringify(round);
    counts[course] = (counts[course] ?? 0) + 1;
  }
  return counts;
}
