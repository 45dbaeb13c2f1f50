import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Strategy as FacebookStrategy } from 'passport-facebook';
import { Strategy as GoogleStrategy } from 'passport-google-oauth20';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { runStrategy, singleTrip } from './passport-strategy.ts';
import { CALLBACK, CLIENTS, Visitor, locationOf } from './simulator-visitor.ts';
import type { Visited } from './simulator-visitor.ts';

let simulator: Simulator;
let visitor: Visitor;
beforeAll(async () => {
  simulator = await startSimulator({ clients: CLIENTS });
  visitor = new Visitor(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

describe('the unmodified passport strategies', () => {
  const options = { callbackURL: CALLBACK, pkce: true };

  test('passport-google-oauth20 reads user ID and display name', async () => {
    const { authorizationUrl, tokenUrl, userinfoUrl } = simulator.endpoints.google;
    const strategy = new GoogleStrategy(
      {
        ...options,
        clientID: CLIENTS.google.id,
        clientSecret: CLIENTS.google.secret,
        authorizationURL: authorizationUrl,
        tokenURL: tokenUrl,
        userProfileURL: userinfoUrl,
        scope: ['openid', 'profile'],
        store: singleTrip(),
      },
      (_access, _refresh, { id, displayName }, done) => done(null, { id, displayName }),
    );
    simulator.next({ provider: 'google', person: 'jose', outcome: 'approve' });

    expect(await runStrategy(strategy)).toEqual({
      success: { id: '104377591200448102931', displayName: 'José Ñúñez' },
    });
    expect(visitor.requestsTo('profile').map((request) => request.tokenInUrl)).toEqual([true]);
  });

  test('passport-facebook reads user ID and display name', async () => {
    const { authorizationUrl, tokenUrl, profileUrl } = simulator.endpoints.facebook;
    const strategy = new FacebookStrategy(
      {
        ...options,
        clientID: CLIENTS.facebook.id,
        clientSecret: CLIENTS.facebook.secret,
        authorizationURL: authorizationUrl,
        tokenURL: tokenUrl,
        profileURL: profileUrl,
        profileFields: ['id', 'displayName'],
        enableProof: true,
        store: singleTrip(),
      },
      (_access, _refresh, { id, displayName }, done) => done(null, { id, displayName }),
    );
    simulator.next({ provider: 'facebook', person: 'li', outcome: 'approve' });

    expect(await runStrategy(strategy)).toEqual({
      success: { id: '10161190275530482', displayName: '李小龍' },
    });
  });
});

describe('the authorization page', () => {
  test.each([
    ['google', 'en', 'This is not Google'],
    ['facebook', 'es', 'Esto no es Facebook'],
  ] as const)('%s in %s says loudly what it is not', async (provider, language, heading) => {
    const headers = { 'accept-language': language };
    const page = await (await fetch(visitor.authorizeUrl(provider), { headers })).text();
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`<h1>${heading}</h1>`);
    expect(page).not.toMatch(/<script| style=|<b>/);
  });

  test('its policy allows its own form and the way back, and nothing else', async () => {
    const { headers } = await fetch(visitor.authorizeUrl('google'));
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:9 http://localhost:* http://127.0.0.1:*; " +
        "base-uri 'none'; frame-ancestors 'none'",
    );
  });

  test.each([
    ['an unknown client', { client_id: 'somebody-else' }, 'invalid_client'],
    ['a relative redirect_uri', { redirect_uri: '/callback' }, 'redirect_uri_mismatch'],
    ['a redirect_uri with fragment', { redirect_uri: `${CALLBACK}#x` }, 'redirect_uri_mismatch'],
    ['another response_type', { response_type: 'token' }, 'invalid_request'],
    ['no PKCE', { code_challenge: null }, 'no_pkce'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'no_pkce'],
  ])('refuses %s on its own page', async (_what, changes, problem) => {
    const response = await fetch(visitor.authorizeUrl('google', changes), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(problem);
  });

  test('refuses a parameter that is given twice', async () => {
    const url = visitor.authorizeUrl('google');
    url.searchParams.append('state', 'another');
    expect((await fetch(url)).status).toBe(400);
  });

  test.each([
    ['an unknown person', { person: 'nobody' }],
    ['an unknown outcome', { outcome: 'unheard-of' }],
    ['options that are not JSON', { options: '{' }],
    ['unknown options', { options: '{"unheardOf":1}' }],
  ])('does not accept %s', async (_what, change) => {
    const request = await visitor.openPage('google');
    const answer = await visitor.submit({ request, person: 'ana', outcome: 'approve', ...change });
    expect(answer.status).toBe(400);
  });

  test('a decision can be made only once', async () => {
    const request = await visitor.openPage('google');
    const send = () => visitor.submit({ request, person: 'ana', outcome: 'approve' });
    expect((await send()).status).toBe(303);
    expect((await send()).status).toBe(400);
  });
});

describe('scenarios decided beforehand', () => {
  function plan(scenario: object) {
    const body = JSON.stringify(scenario);
    return fetch(`${simulator.url}/__sim/next`, { method: 'POST', body });
  }
  const go = (provider: Visited) => fetch(visitor.authorizeUrl(provider), { redirect: 'manual' });

  test('show no page, for their provider and as often as they say', async () => {
    await plan({ provider: 'google', person: 'ana', outcome: 'deny', times: 2 });
    expect((await go('facebook')).status).toBe(200);
    expect(locationOf(await go('google')).searchParams.get('error')).toBe('access_denied');
    expect((await go('google')).status).toBe(303);
    expect((await go('google')).status).toBe(200);
  });

  test.each([
    { person: 'nobody', outcome: 'approve' },
    { person: 'ana', outcome: 'unheard-of' },
    { person: 'ana', outcome: 'approve', markers: { unheardOf: 'x' } },
  ])('are refused when they make no sense: %j', async (scenario) => {
    expect((await plan(scenario)).status).toBe(400);
  });

  test('are forgotten by reset, like everything else', async () => {
    simulator.addPerson({ id: 'eve', name: 'Eve', subjects: { google: '7', facebook: '8' } });
    await plan({ person: 'eve', outcome: 'approve' });
    await fetch(`${simulator.url}/__sim/reset`, { method: 'POST' });
    expect((await go('google')).status).toBe(200);
    const told = async (path: string) => (await fetch(simulator.url + path)).json();
    expect(await told('/__sim/requests')).toHaveLength(1);
    expect(await told('/__sim/people')).toHaveLength(9);
  });
});

test('trips made at the same time never get each other’s person or outcome', async () => {
  const people = ['ana', 'jose', 'li', 'markup', 'canary', 'no-name'];
  const codes = await Promise.all(
    people.map((person, i) =>
      visitor.codeFor('google', person, i % 2 ? 'subject-null' : 'approve'),
    ),
  );
  const answers = await Promise.all(codes.reverse().map((code) => visitor.redeem('google', code)));
  const tokens = await Promise.all(answers.map((each) => each.json()));
  const profiles = await Promise.all(
    tokens.map(async (token) => {
      const { access_token } = token as { access_token: string };
      return (await visitor.profile('google', access_token)).json() as Promise<
        Record<string, unknown>
      >;
    }),
  );
  expect(profiles.reverse().map(({ sub, name }) => [sub === null, name])).toEqual([
    [false, 'Ana Rivera'],
    [true, 'José Ñúñez'],
    [false, '李小龍'],
    [true, '<b>Bo</b> & "Co" 👩‍👩‍👧🎉'],
    [false, 'Carla Canary'],
    [true, undefined],
  ]);
});

test('every request is recorded with what a test needs to judge it', async () => {
  await visitor.tokenFor('google', 'ana', 'deny');
  expect(visitor.requestsTo('token')).toHaveLength(1);
  expect(simulator.requests.map(({ provider, endpoint }) => [provider, endpoint])).toEqual([
    ['google', 'authorize'],
    [undefined, 'decide'],
    ['google', 'token'],
  ]);
  expect(simulator.requests.at(-1)).toMatchObject({
    method: 'POST',
    url: '/google/token',
    body: expect.stringContaining('grant_type=authorization_code'),
    headers: { 'content-type': expect.stringContaining('x-www-form-urlencoded') },
    time: expect.any(Number),
    tokenInUrl: false,
  });
});

test('close ends at once, although requests hang', async () => {
  const own = await startSimulator({ clients: CLIENTS });
  const ownVisitor = new Visitor(own);
  const hanging = (['slow', 'hang-token', 'drip-token'] as const).map(async (outcome) => {
    const code = await ownVisitor.codeFor('google', 'ana', outcome);
    const answer = ownVisitor.redeem('google', code).then((response) => response.text());
    return answer.then(
      () => 'answered',
      () => 'broken off',
    );
  });
  while (ownVisitor.requestsTo('token').length < hanging.length) await pause(10);
  const start = performance.now();
  await own.close();
  expect(performance.now() - start).toBeLessThan(500);
  expect(await Promise.all(hanging)).toEqual(['broken off', 'broken off', 'broken off']);
});
