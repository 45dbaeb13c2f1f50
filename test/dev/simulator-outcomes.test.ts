import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { canaryMarkers } from '../../dev/simulator/markers.ts';
import { OUTCOMES, OUTCOME_IDS } from '../../dev/simulator/outcomes.ts';
import type { OutcomeId } from '../../dev/simulator/outcomes.ts';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { CLIENTS, Visitor, locationOf } from './simulator-visitor.ts';
import type { Visited } from './simulator-visitor.ts';

let simulator: Simulator;
let visitor: Visitor;
beforeAll(async () => {
  simulator = await startSimulator({ clients: CLIENTS });
  visitor = new Visitor(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

describe('the way back', () => {
  test('keeps the query of the callback and adds code and state', async () => {
    const callback = locationOf(await visitor.decide('google', 'ana', 'approve'));
    expect(callback.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/auth\/callback\?from=city&/);
    expect([...callback.searchParams.keys()]).toEqual(['from', 'state', 'code']);
  });

  test.each<[Visited, OutcomeId, string]>([
    ['google', 'deny', 'from=city&state=the-state&error=access_denied'],
    [
      'facebook',
      'deny',
      'from=city&state=the-state&error=access_denied&error_code=200' +
        '&error_description=Permissions+error&error_reason=user_denied#_=_',
    ],
    [
      'facebook',
      'deny-facebook-old-style',
      'from=city&state=the-state&error_code=901&error_message=This+app+is+in+sandbox+mode.#_=_',
    ],
    [
      'google',
      'server-error-at-authorize',
      'from=city&state=the-state&error=server_error&error_description=Something+went+wrong',
    ],
  ])('%s: %s', async (provider, outcome, expected) => {
    expect(locationOf(await visitor.decide(provider, 'ana', outcome)).href).toBe(
      `http://127.0.0.1:9/auth/callback?${expected}`,
    );
  });

  test.each<[OutcomeId, string, string[]]>([
    ['missing-state', 'state', []],
    ['wrong-iss', 'iss', ['https://issuer.attacker.example']],
    ['approve', 'iss', []],
  ])('%s changes %s', async (outcome, name, expected) => {
    const { searchParams } = locationOf(await visitor.decide('google', 'ana', outcome));
    expect(searchParams.getAll(name)).toEqual(expected);
  });

  test('can carry the wrong state, two states, or two codes', async () => {
    const back = async (outcome: OutcomeId) =>
      locationOf(await visitor.decide('google', 'ana', outcome)).searchParams;
    expect((await back('wrong-state')).get('state')).toMatch(/^[\w-]{43}$/);
    expect((await back('double-state')).getAll('state')).toEqual(['the-state', expect.any(String)]);
    expect((await back('double-code')).getAll('code')).toHaveLength(2);
  });

  test('can name the right issuer, and two of them', async () => {
    const { issuer } = simulator.endpoints.google;
    const right = locationOf(await visitor.decide('google', 'ana', 'correct-iss')).searchParams;
    const twice = locationOf(await visitor.decide('google', 'ana', 'double-iss')).searchParams;
    expect(right.getAll('iss')).toEqual([issuer]);
    expect(twice.getAll('iss')).toEqual([issuer, 'https://issuer.attacker.example']);
  });

  test('close never comes back', async () => {
    const response = await visitor.decide('google', 'ana', 'close');
    expect([response.status, response.headers.get('location')]).toEqual([200, null]);
  });
});

describe('hostile answers about the person', () => {
  test.each<[OutcomeId, string]>([
    ['subject-missing', '{"name":"Ana Rivera"}'],
    ['subject-null', '{"sub":null,"name":"Ana Rivera"}'],
    ['subject-big-number', '{"sub":9007199254740993,"name":"Ana Rivera"}'],
    ['wrong-subject-type', '{"sub":110248495921238986420,"name":"Ana Rivera"}'],
    ['subject-object', '{"sub":{"$ne":1},"name":"Ana Rivera"}'],
    ['subject-nul', '{"sub":"110248\\u0000495","name":"Ana Rivera"}'],
    ['subject-proto', '{"__proto__":{"sub":"110248495921238986420"},"name":"Proto"}'],
    ['subject-twice', '{"sub":"1","sub":"110248495921238986420","name":"Ana Rivera"}'],
    ['name-object', '{"name":{"given":"Ana"},"sub":"110248495921238986420"}'],
    ['name-with-lone-surrogate', '{"name":"Ana \\uD800 Rivera","sub":"110248495921238986420"}'],
  ])('%s', async (outcome, expected) => {
    expect(await visitor.profileText('google', 'ana', outcome)).toBe(expected);
  });
});

describe('markers', () => {
  test('appear in every place they name, and only on their own trip', async () => {
    const markers = canaryMarkers('t1');
    const code = await visitor.codeFor('google', 'ana', 'approve', { markers });
    const token = await (await visitor.redeem('google', code)).text();
    const { access_token } = JSON.parse(token) as { access_token: string };
    const told = code + token + (await (await visitor.profile('google', access_token)).text());
    const notHere = new Set([markers.error_description, markers.fbtrace_id]);
    for (const marker of Object.values(markers)) {
      expect(told.includes(marker)).toBe(!notHere.has(marker));
    }
    expect(await visitor.profileText('google', 'ana', 'approve')).not.toContain('CNRY');
  });

  test.each<[Visited, OutcomeId]>([
    ['google', 'token-500-with-secrets'],
    ['google', 'invalid-grant'],
    ['facebook', 'code-used'],
  ])('%s puts the error text into %s', async (provider, outcome) => {
    const markers = { error_description: 'CNRY-error' };
    const code = await visitor.codeFor(provider, 'ana', outcome, { markers });
    expect(await (await visitor.redeem(provider, code)).text()).toContain('CNRY-error');
  });

  test('facebook answers errors with the trace id that was asked for', async () => {
    const markers = { fbtrace_id: 'CNRY-trace' };
    expect(
      await visitor.profileText('facebook', 'ana', 'facebook-graph-error', { markers }),
    ).toContain('CNRY-trace');
  });

  test('a person can be added who tells too much', async () => {
    const person = { id: 'eve', name: 'Eve', subjects: { google: '7', facebook: '8' } };
    const added = await fetch(`${simulator.url}/__sim/people`, {
      method: 'POST',
      body: JSON.stringify({ ...person, extra: { email: 'eve@example.org' } }),
    });
    expect(added.status).toBe(200);
    expect(await visitor.profileText('facebook', 'eve', 'approve')).toBe(
      '{"id":"8","name":"Eve","email":"eve@example.org"}',
    );
  });
});

describe('faults of the token endpoint', () => {
  test.each<[OutcomeId, number, string]>([
    ['html-200', 200, '<!doctype html>'],
    ['empty-200', 200, ''],
    ['204', 204, ''],
    ['garbage-json', 200, '{"access_token":"half of a tok'],
    ['json-array', 200, '[{"access_token":'],
    ['token-as-object', 200, '{"access_token":{"token":'],
    ['redirect-302', 302, 'access_token=EVIL'],
    ['redirect-307-to-attacker', 307, ''],
    ['token-500-with-secrets', 500, '{"error":"internal_failure"'],
    ['extra-scope', 200, '{"access_token":'],
  ])('%s', async (outcome, status, start) => {
    const response = await visitor.redeem(
      'google',
      await visitor.codeFor('google', 'ana', outcome),
    );
    expect(response.status).toBe(status);
    expect((await response.text()).slice(0, start.length)).toBe(start);
  });

  test('cut-body and hang-after-headers never finish', async () => {
    const cut = visitor.redeem('google', await visitor.codeFor('google', 'ana', 'cut-body'));
    await expect(cut.then((response) => response.text())).rejects.toMatchObject({
      name: 'TypeError',
    });
    const code = await visitor.codeFor('google', 'ana', 'hang-after-headers');
    const signal = AbortSignal.timeout(100);
    const response = await visitor.redeem('google', code, {}, { signal });
    await expect(response.text()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test('drip-token sends a byte now and then', async () => {
    const code = await visitor.codeFor('google', 'ana', 'drip-token');
    const response = await visitor.redeem(
      'google',
      code,
      {},
      { signal: AbortSignal.timeout(5_000) },
    );
    const reader = response.body?.getReader();
    const first = await reader?.read();
    await reader?.cancel();
    expect(first?.value).toHaveLength(1);
  });

  test('huge-body goes on until the caller hangs up, and a huge name stays JSON', async () => {
    const code = await visitor.codeFor('google', 'ana', 'huge-body', { megabytes: 100_000 });
    const response = await visitor.redeem('google', code);
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > 20 * 2 ** 20) break;
    }
    expect(bytes).toBeGreaterThan(20 * 2 ** 20);
    const long = JSON.parse(await visitor.profileText('google', 'ana', 'name-10kB')) as {
      name: string;
    };
    expect(long.name).toHaveLength(10_240);
  });

  test('gzip-bomb is small on the wire and large in memory', async () => {
    const code = await visitor.codeFor('google', 'ana', 'gzip-bomb', { megabytes: 8 });
    expect((await (await visitor.redeem('google', code)).text()).length).toBeGreaterThan(
      8 * 2 ** 20,
    );
  });

  test('slow is as late as it was told to be', async () => {
    const code = await visitor.codeFor('google', 'ana', 'slow', { delayMs: 300 });
    const start = performance.now();
    expect((await visitor.redeem('google', code)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(290);
  });
});

test('every outcome has words in both languages', () => {
  expect(OUTCOME_IDS.length).toBeGreaterThan(60);
  for (const id of OUTCOME_IDS) {
    expect(OUTCOMES[id].en).toMatch(/\S/);
    expect(OUTCOMES[id].es).toMatch(/\S/);
  }
});
