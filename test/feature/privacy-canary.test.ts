import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canaryMarkers } from '../../dev/simulator/markers.ts';
import { TokenSigner } from '../../src/keys/token-signer.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { Metrics } from '../../src/platform/metrics/metrics.ts';
import { CanaryJourney, identity } from '../support/canary/journey.ts';
import { spellingsOf } from '../support/canary/encodings.ts';
import { Scanner } from '../support/canary/scanner.ts';
import type { Sink, Wanted } from '../support/canary/scanner.ts';
import { Sinks } from '../support/canary/sinks.ts';
import type { SinkName } from '../support/canary/sinks.ts';
import { Wire } from '../support/canary/wire.ts';
import { newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

/*
 * Invariant I9: of what a provider tells, nothing but user ID and display name is ever stored, logged or sent. The
 * simulated providers put a marker into everything they say; after every journey the markers are nowhere.
 */

type Snapshot = Record<SinkName, Sink>;

let service: TestService;
let journey: CanaryJourney;
let sinks: Sinks;
/** While everything is linked and connected, and after all of it has been revoked and erased. */
let snapshots: Record<'full' | 'empty', Snapshot>;
let reviews: string;
let trips: number;
let issued: Wanted;

beforeAll(async () => {
  service = await startTestService();
  sinks = new Sinks(service, new Wire(service.running.app.getHttpServer()));
  journey = await CanaryJourney.prepare(service);
  trips = await journey.goThroughEveryOutcome();
  reviews = await journey.linkEverything();
  const { accessToken, refreshToken, idToken } = await journey.useApp();
  const code = await journey.app.codeFrom(journey.resident);
  const secret = journey.app.secret;
  issued = { accessToken, refreshToken, idToken, code, secret };
  const full = await sinks.read();
  await journey.end();
  snapshots = { full, empty: await sinks.read() };
}, 180_000);
afterAll(async () => {
  journey.close();
  await service.stop();
});

const everySink: SinkName[] = [
  'database',
  'ledger',
  'log',
  'metrics',
  'answers',
  'headers of answers',
  'tokens',
  'provider addresses',
];
const moments = ['full', 'empty'] as const;
/** Pages show residents their own name and user ID; nothing else may. */
const notOnPages = everySink.filter((name) => name !== 'answers');
const kept: SinkName[] = ['database', 'ledger', 'log', 'metrics'];

const found = (scanner: Scanner, name: SinkName) =>
  moments.flatMap((moment) => scanner.scan(snapshots[moment][name]));

describe('the markers really went through the service', () => {
  test('on every trip there is, at both providers', () => {
    expect(trips).toBeGreaterThan(100);
    const { access_token: token, code } = journey.markers;
    const calls = service.simulator.requests;
    const profiles = calls.filter(({ endpoint }) => endpoint === 'profile');
    expect(
      profiles.filter(({ headers }) => headers.authorization?.includes(token)).length,
    ).toBeGreaterThan(50);
    const exchanges = calls.filter(({ endpoint }) => endpoint === 'token');
    expect(exchanges.filter(({ body }) => body.includes(code)).length).toBeGreaterThan(80);
  });

  test('and user ID and display name came out where they belong: on the resident’s pages', () => {
    const { name, google, facebook } = identity;
    for (const text of [name.replace('&', '&amp;').replaceAll('"', '&quot;'), google, facebook]) {
      expect(reviews.replaceAll('&#34;', '&quot;')).toContain(text);
    }
  });

  test('and an app was told the name, by the API that is there for it', () => {
    expect(snapshots.full.answers.content.toString()).toContain('"linked_accounts":[');
  });
});

test('every journey was gone through to its end', async () => {
  const ended = await service.database.query<{ type: string; reason: string | null }>(
    `select distinct type, detail->>'reason' as reason from civic.ledger_entry
     where type in ('link.conflict', 'link.removed', 'resident.unreachable', 'resident.erased', 'grant.revoked')
     order by 1, 2`,
  );
  const told = ended.map(({ type, reason }) => (reason === null ? type : `${type}: ${reason}`));
  expect(told).toEqual([
    'grant.revoked',
    'link.conflict',
    'link.removed: erasure',
    'link.removed: resident_request',
    'link.removed: security',
    'resident.erased',
    'resident.unreachable',
  ]);
  const outcomes = snapshots.full.metrics.content.toString();
  for (const outcome of ['identity', 'expired-or-used', 'unavailable', 'provider-error']) {
    expect(outcomes).toMatch(new RegExp(`civic_provider_outcomes_total.*"${outcome}"} \\d`));
  }
});

describe('what a provider tells besides', () => {
  const runs = ['trip', 'person', 'extra'];
  const markers = Object.fromEntries(
    runs.flatMap((run) =>
      Object.entries(canaryMarkers(run)).map(([name, text]) => [`${name} (${run})`, text]),
    ),
  );
  const scanner = Scanner.for(markers);

  test.each(everySink)('UP-10 is not in: %s', (name) => {
    expect(found(scanner, name)).toEqual([]);
  });

  test('UP-10 least of all an access token in an address', () => {
    expect(service.simulator.requests.filter(({ tokenInUrl }) => tokenInUrl)).toEqual([]);
  });
});

describe('user ID and display name', () => {
  const scanner = Scanner.forGuessable(identity);

  test.each(notOnPages)('are not, in clear or as a plain hash, in: %s', (name) => {
    expect(found(scanner, name)).toEqual([]);
  });
});

describe('secrets on their way', () => {
  test.each(kept)('are not readable in: %s', (name) => {
    const secrets = { ...issued, ...secretsOnTheWire(), ...secretsAtProviders() };
    expect(Object.keys(secrets).length).toBeGreaterThan(300);
    expect(found(Scanner.for(secrets), name)).toEqual([]);
  });

  /** Session and flow cookies of every browser. */
  function secretsOnTheWire(): Wanted {
    const cookies = snapshots.empty['headers of answers'].content
      .toString('latin1')
      .matchAll(/__Host-civic-(flow|session)=([\w-]{43})/g);
    return numbered([...cookies].map(([, kind = '', value = '']) => [`${kind} cookie`, value]));
  }

  /** States and PKCE verifiers of every trip, and what we are known by at the providers. */
  function secretsAtProviders(): Wanted {
    const pairs = service.simulator.requests.flatMap(({ url, body }) =>
      ['state', 'code_verifier', 'client_secret'].flatMap((name) => {
        const given = [new URL(url, service.url).searchParams, new URLSearchParams(body)];
        const values = given.map((fields) => fields.get(name)).filter((value) => value !== null);
        return values.map((value) => [name, value] as const);
      }),
    );
    return numbered(pairs);
  }

  function numbered(pairs: readonly (readonly [string, string])[]): Wanted {
    const byValue = new Map(pairs.map(([name, value]) => [value, name]));
    return Object.fromEntries([...byValue].map(([value, name], n) => [`${name} ${n}`, value]));
  }
});

/* A proof that cannot fail proves nothing: the same scanner finds what is put there on purpose. */
describe('a marker planted on purpose is found in', () => {
  const planted = 'CNRY-planted-"x"-XQ';
  const scanner = Scanner.for({ planted });
  const encodingsIn = async (name: SinkName): Promise<string[]> =>
    scanner.scan((await sinks.read())[name]).map(({ encoding }) => encoding);

  test('the database: as text, in JSON, and in bytes that are text, hex or base64', async () => {
    await service.database.query(
      'create table public.scratch (text text, json jsonb, raw bytea, encoded bytea, hex text)',
    );
    const bytes = Buffer.from(planted);
    const encoded = Buffer.from(bytes.toString('base64'));
    await service.database.query('insert into public.scratch values ($1, $2, $3, $4, $5)', [
      planted,
      JSON.stringify({ planted }),
      bytes,
      encoded,
      bytes.toString('hex'),
    ]);
    const encodings = await encodingsIn('database');
    await service.database.query('drop table public.scratch');
    expect(encodings).toEqual(expect.arrayContaining(['raw', 'json', 'hex', 'base64 at 0']));
    expect(await encodingsIn('database')).toEqual([]);
  });

  test('the ledger', async () => {
    await service.database.query(
      `insert into civic.ledger_entry (type, actor_kind, detail) values ('planted', 'system', $1)`,
      [JSON.stringify({ planted })],
    );
    expect(await encodingsIn('ledger')).toContain('json');
  });

  test('the log', async () => {
    const failure = { requestId: 'x', route: '/x', code: 'x', status: 500, detail: planted };
    service.running.app.get(Log).write({ event: 'request.failed', ...failure });
    expect(await encodingsIn('log')).toContain('json');
  });

  test('the metrics', async () => {
    service.running.app.get(Metrics).providerOutcome('google', planted);
    expect(await encodingsIn('metrics')).toContain('json');
  });

  test('an answer, when it is what somebody is called', async () => {
    const person = newPerson(service, { name: planted });
    const resident = new Resident(service);
    await resident.travel('google', { person });
    await resident.open(resident.page.url.pathname.replace('/new/', '/review/'));
    expect(await encodingsIn('answers')).toContain('html');
  });

  test('a header, when it is an app’s own state', async () => {
    const resident = new Resident(service);
    await resident.open(journey.app.authorizeUrl({ state: planted, prompt: 'none' }));
    expect(await encodingsIn('headers of answers')).toContain('url');
  });

  test('a token', async () => {
    const claims = { iat: 1, planted };
    const request = { algorithm: 'ES256', typ: 'at+jwt', claims } as const;
    const token = await service.running.app.get(TokenSigner).sign(request);
    await new Resident(service).open(journey.app.authorizeUrl({ state: token, prompt: 'none' }));
    expect(await encodingsIn('tokens')).toContain('json');
  });

  test('an address at a provider', async () => {
    const address = new URL(service.simulator.endpoints.google.userinfoUrl);
    address.searchParams.set('access_token', planted);
    await fetch(address);
    expect(await encodingsIn('provider addresses')).toContain('url');
    expect(service.simulator.requests.some(({ tokenInUrl }) => tokenInUrl)).toBe(true);
  });

  test.each(spellingsOf(planted).map(({ encoding }) => encoding))('any text as: %s', (encoding) => {
    const spelled = spellingsOf(planted).find((one) => one.encoding === encoding);
    const bytes = spelled?.bytes ?? Buffer.alloc(0);
    const content = Buffer.concat([Buffer.from('before;'), bytes, Buffer.from(';after')]);
    expect(scanner.scan({ name: 'text', content }).length).toBeGreaterThan(0);
  });
});
