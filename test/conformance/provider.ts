import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canaryMarkers } from '../../dev/simulator/markers.ts';
import { isPossible } from '../../dev/simulator/outcome.ts';
import { OUTCOMES } from '../../dev/simulator/outcomes.ts';
import type { OutcomeId } from '../../dev/simulator/outcomes.ts';
import type { ProviderName } from '../../dev/simulator/people.ts';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { exchangeLimits } from '../../src/platform/outgoing/limits.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Providers } from '../../src/providers/providers.ts';
import { expected as ordinary, expectedNames } from './expected.ts';
import type { Ending } from './expected.ts';
import {
  begin,
  callbackUrl,
  clients,
  comeBack,
  hasty,
  impatient,
  serviceOf,
  startProviders,
  travel,
} from './harness.ts';

export interface ProviderSetup {
  /** The provider, pointed at the simulator. */
  readonly provider: (simulator: Simulator) => Provider;
  /** What it asks for beyond the parameters every provider gets, for a resident who reads Spanish. */
  readonly asks: Readonly<Record<string, string>>;
  /** A text, or what matches one that is known only when the simulator runs. */
  readonly namespace: unknown;
  /** Ana's user ID there. */
  readonly subject: string;
  /** How a code is bound, if not by PKCE alone: by `nonce` too, or by nothing but state. */
  readonly binding?: 'pkce-and-nonce' | 'state';
  /** How the service shows who it is, if not by a secret in the body. */
  readonly proof?: 'basic' | 'assertion';
  /** Where the name is told, if not by an endpoint of its own. */
  readonly nameIn?: 'id-token' | 'nowhere';
  /** Endings that are others than those of every provider, each for a reason that the test of the provider says. */
  readonly endings?: Partial<Record<OutcomeId, Ending>>;
}

const outcomes = Object.entries(OUTCOMES) as [OutcomeId, { only?: ProviderName }][];

/** Every promise the service relies on when it talks to a provider: over real HTTP, good days and bad. */
export function runProviderConformance(id: ProviderName, setup: ProviderSetup): void {
  let simulator: Simulator;
  let providers: Providers;
  let counted: ReturnType<typeof serviceOf>['counted'];

  const use = (limits = impatient) => {
    ({ providers, counted } = serviceOf([setup.provider(simulator)], limits));
  };
  const ana = { kind: 'identity' as const, identity: { namespace: setup.namespace } };
  const expected = { ...ordinary, ...setup.endings };
  const hasProfile = setup.nameIn === undefined;
  const nameOf = (name: string | null) => (setup.nameIn === 'nowhere' ? null : name);
  const { binding = 'pkce' } = setup;
  const verifierIn = (verifier: unknown) =>
    binding === 'state' ? {} : { code_verifier: verifier };
  const proofIn = {
    body: { client_id: clients[id].id, client_secret: clients[id].secret },
    basic: {},
    assertion: {
      client_id: clients[id].id,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.stringMatching(/^ey[\w-]+\.[\w-]+\.[\w-]+$/),
    },
  }[setup.proof ?? 'body'];
  const requestsAt = (endpoint: string) =>
    simulator.requests.filter((request) => request.endpoint === endpoint);

  beforeAll(async () => {
    simulator = await startProviders();
  });
  beforeEach(() => use());
  afterEach(async () => {
    await providers.onModuleDestroy();
    simulator.reset();
  });
  afterAll(() => simulator.close());

  describe(`the start of a trip to ${id}`, () => {
    test('UP-09 asks for exactly this and nothing more', async () => {
      const { url, state, verifier } = await begin(providers, id, 'es');
      expect(Object.fromEntries(url.searchParams)).toEqual({
        ...setup.asks,
        client_id: clients[id].id,
        redirect_uri: callbackUrl(id),
        response_type: 'code',
        state,
        ...(binding === 'pkce-and-nonce' && {
          nonce: createHmac('sha256', verifier).update('nonce').digest('base64url'),
        }),
        ...(binding !== 'state' && {
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
        }),
      });
    });

    test('has a verifier of its own, of 256 bits', async () => {
      const trips = await Promise.all(Array.from({ length: 20 }, () => begin(providers, id)));
      expect(new Set(trips.map(({ verifier }) => verifier)).size).toBe(20);
      expect(trips.every(({ verifier }) => /^[\w-]{43}$/.test(verifier))).toBe(true);
    });

    test('does not happen when the trip cannot be remembered', async () => {
      const failure = new Error('no database');
      const remember = () => Promise.reject(failure);
      await expect(providers.begin(id, { remember, language: 'en' })).rejects.toBe(failure);
    });

    test('leads to the origin that pages must allow', async () => {
      const { url } = await begin(providers, id);
      expect(providers.find(id)?.origin).toBe(url.origin);
      expect(providers.find(id)?.formAction).toContain(url.origin);
    });
  });

  describe(`the exchange with ${id}`, () => {
    test('ends with an identity, and brings code and verifier where they belong', async () => {
      simulator.next({ person: 'ana', outcome: 'approve' });
      const trip = await begin(providers, id);
      const callback = await comeBack(trip);
      const code = callback?.kind === 'code' ? callback.code : '';
      const { subject, namespace } = setup;
      expect(await providers.finish(id, { code }, trip.verifier)).toEqual({
        kind: 'identity',
        identity: { namespace, subject, displayName: nameOf('Ana Rivera') },
      });
      const [exchange] = requestsAt('token');
      expect(Object.fromEntries(new URLSearchParams(exchange?.body))).toEqual({
        grant_type: 'authorization_code',
        ...proofIn,
        redirect_uri: callbackUrl(id),
        code,
        ...verifierIn(trip.verifier),
      });
    });

    test('never puts a token, code or secret into a URL', async () => {
      simulator.next({ person: 'ana', outcome: 'approve', markers: canaryMarkers('url') });
      await travel(providers, id);
      const sent = requestsAt('profile').map(({ headers }) => headers.authorization);
      const token = expect.stringMatching(/^Bearer \S*CNRY-access_token-url-XQ/);
      expect(sent).toEqual(hasProfile ? [token] : []);
      expect(simulator.requests.some((request) => request.tokenInUrl)).toBe(false);
      const urls = simulator.requests.map(({ url }) => url).join('\n');
      expect(urls).not.toContain('CNRY');
      expect(urls).not.toContain(clients[id].secret || 'client_assertion');
    });

    test('is counted by its outcome', async () => {
      simulator.next({ person: 'ana', outcome: 'approve' });
      simulator.next({ person: 'ana', outcome: 'code-used' });
      await travel(providers, id);
      await travel(providers, id);
      expect(counted).toEqual([
        [id, 'identity'],
        [id, 'expired-or-used'],
      ]);
    });

    test.each(['jose', 'li', 'no-name', 'big-id', 'canary'])(
      'tells of %s only user ID and name',
      async (person) => {
        simulator.next({ person, outcome: 'approve', markers: canaryMarkers('person') });
        const outcome = await travel(providers, id);
        expect(outcome).toMatchObject(ana);
        const identity = (outcome as { identity: object }).identity;
        expect(Object.keys(identity).toSorted()).toEqual(['displayName', 'namespace', 'subject']);
        expect(inspect(outcome)).not.toContain('CNRY');
      },
    );
  });

  describe(`whatever ${id} does`, () => {
    const profileIn = hasProfile ? undefined : 'id-token';
    const possible = outcomes
      .filter(([name, outcome]) => isPossible(name, outcome, { name: id, profileIn }))
      .map(([name]) => name);

    test.each(possible)('UP-14 %s has one known ending and leaves no trace', async (outcome) => {
      const markers = canaryMarkers(outcome);
      const limits = expected[outcome] === 'unavailable' ? hasty : impatient;
      use(limits);
      simulator.next({ person: 'ana', outcome, markers, megabytes: 64 });
      const ended = await travel(providers, id);
      expect(ended?.kind ?? 'never-returns').toBe(expected[outcome]);
      expect(requestsAt('attacker')).toEqual([]);
      const { code: _code, ...rest } = { code: '', ...ended };
      expect(inspect(rest, { depth: null })).not.toMatch(/CNRY|EVIL/);
    });

    test.each(Object.entries(expectedNames) as [OutcomeId, string | null][])(
      '%s leaves a name that is safe to keep',
      async (outcome, displayName) => {
        simulator.next({ person: 'ana', outcome });
        const identity = { subject: setup.subject, displayName: nameOf(displayName) };
        expect(await travel(providers, id)).toMatchObject({ identity });
      },
    );

    test('a token that is no bearer token in plain text is never used', async () => {
      for (const outcome of ['token-as-object', 'token-type-mac'] as const) {
        simulator.next({ person: 'ana', outcome });
        await travel(providers, id);
      }
      expect(requestsAt('token')).toHaveLength(2);
      expect(requestsAt('profile')).toEqual([]);
    });

    test('UP-14 a resident waits at most six seconds', async () => {
      use(exchangeLimits);
      const whereTold = hasProfile ? (['userinfo-hang', 'userinfo-drip'] as const) : [];
      const stuck = ['hang-token', 'drip-token', ...whereTold] as const;
      for (const outcome of stuck) simulator.next({ person: 'ana', outcome });
      const ended = await Promise.all(stuck.map(() => travel(providers, id)));
      expect(ended).toEqual(stuck.map(() => ({ kind: 'unavailable' })));
      expect(exchangeLimits.total).toBeLessThanOrEqual(5_000);
    });

    test('UP-14 a huge answer does not fill the memory', async () => {
      const before = process.memoryUsage().rss;
      const whereTold = hasProfile ? (['userinfo-huge-body'] as const) : [];
      for (const outcome of ['huge-body', 'gzip-bomb', ...whereTold] as const) {
        simulator.next({ person: 'ana', outcome });
        await travel(providers, id);
      }
      const grown = (process.memoryUsage().rss - before) / 2 ** 20;
      expect(grown).toBeLessThan(60);
    });

    test('twenty exchanges run at a time and the next is refused at once', async () => {
      simulator.next({ person: 'ana', outcome: 'hang-token', times: 20 });
      const trips = Array.from({ length: 20 }, () => travel(providers, id));
      while (requestsAt('token').length < 20) await new Promise(setImmediate);
      const refused = providers.finish(id, { code: 'x' }, 'v');
      expect(
        await Promise.race([refused, ...trips.map((trip) => trip.then(() => 'a trip'))]),
      ).toEqual({
        kind: 'unavailable',
      });
      expect(requestsAt('token')).toHaveLength(20);
      await Promise.all(trips);
    });
  });

  describe(`when ${id} is down`, () => {
    const outage = { ...impatient, circuit: { failures: 5, within: 10_000, retryAfter: 300 } };

    const goDown = async () => {
      simulator.next({ person: 'ana', outcome: 'token-503', times: 5 });
      for (let time = 0; time < 5; time++) await travel(providers, id);
    };

    test('five failures stop the calls, until one probe succeeds', async () => {
      use(outage);
      await goDown();
      simulator.next({ person: 'ana', outcome: 'approve', times: 3 });
      expect(await travel(providers, id)).toEqual({ kind: 'unavailable' });
      expect(requestsAt('token')).toHaveLength(5);
      await new Promise((passed) => setTimeout(passed, outage.circuit.retryAfter + 20));
      expect(await travel(providers, id)).toMatchObject(ana);
      expect(await travel(providers, id)).toMatchObject(ana);
    });

    test('nobody waits behind the probe', async () => {
      use(outage);
      await goDown();
      await new Promise((passed) => setTimeout(passed, outage.circuit.retryAfter + 20));
      simulator.next({ person: 'ana', outcome: 'hang-token' });
      simulator.next({ person: 'ana', outcome: 'approve' });
      const probe = travel(providers, id);
      while (requestsAt('token').length < 6) await new Promise(setImmediate);
      const refused = travel(providers, id).then(() => 'refused');
      expect(await Promise.race([refused, probe.then(() => 'the probe')])).toBe('refused');
      expect(await probe).toEqual({ kind: 'unavailable' });
    });

    test.each(['invalid-grant', 'subject-missing'] as const)(
      '%s is no outage, however often it comes',
      async (outcome) => {
        simulator.next({ person: 'ana', outcome, times: 8 });
        for (let time = 0; time < 8; time++) await travel(providers, id);
        simulator.next({ person: 'ana', outcome: 'approve' });
        expect(await travel(providers, id)).toMatchObject(ana);
      },
    );
  });

  describe(`a trial of ${id}`, () => {
    test('is well when it says that a made-up code is no good', async () => {
      expect(await providers.tryOut(id)).toBe('answers');
      const [asked] = requestsAt('token');
      const random = expect.stringMatching(/^[\w-]{43}$/);
      expect(Object.fromEntries(new URLSearchParams(asked?.body))).toMatchObject({
        ...proofIn,
        code: random,
        ...verifierIn(random),
      });
      expect(requestsAt('profile')).toEqual([]);
      expect(counted).toEqual([]);
    });

    test('is not well when it does not know us', async () => {
      const stranger = { id: 'somebody-else', secret: 'x' };
      const elsewhere = await startSimulator({
        clients: { google: stranger, facebook: stranger, [id]: stranger },
      });
      const one = serviceOf([setup.provider(elsewhere)]);
      expect(await one.providers.tryOut(id)).toBe('unexpected');
      await one.providers.onModuleDestroy();
      await elsewhere.close();
    });

    test('is not well when nobody is there', async () => {
      const gone = await startProviders();
      await gone.close();
      const one = serviceOf([setup.provider(gone)], hasty);
      for (let time = 0; time < 6; time++)
        expect(await one.providers.tryOut(id)).toBe('unavailable');
      await one.providers.onModuleDestroy();
    });
  });
}
