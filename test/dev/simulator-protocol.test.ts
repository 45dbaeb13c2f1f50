import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import type { Simulator } from '../../dev/simulator/simulator.ts';
import { CLIENTS, Visitor } from './simulator-visitor.ts';

let now = Date.now();
let simulator: Simulator;
let visitor: Visitor;
beforeAll(async () => {
  simulator = await startSimulator({ clients: CLIENTS, now: () => now });
  visitor = new Visitor(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

describe('redeeming a code', () => {
  test('works once', async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    expect((await visitor.redeem('google', code)).status).toBe(200);
    const second = await visitor.redeem('google', code);
    expect([second.status, await second.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'Code was already redeemed.' },
    ]);
  });

  test('Google insists on the verifier', async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    for (const code_verifier of ['', 'x'.repeat(43)]) {
      expect((await visitor.redeem('google', code, { code_verifier })).status).toBe(400);
    }
    expect((await visitor.redeem('google', code)).status).toBe(200);
  });

  test('Google insists on the grant type', async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    const answer = await visitor.redeem('google', code, { grant_type: 'refresh_token' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
  });

  test('insists on secret, redirect_uri and age', async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    expect((await visitor.redeem('google', code, { client_secret: 'guessed' })).status).toBe(401);
    expect(
      (await visitor.redeem('google', code, { redirect_uri: 'http://127.0.0.1:9/' })).status,
    ).toBe(400);
    expect((await visitor.redeem('facebook', code)).status).toBe(400);
    now += 10 * 60_000 + 1;
    expect((await visitor.redeem('google', code)).status).toBe(400);
  });

  test('Google accepts the secret in the header too', async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    const none = { client_id: '', client_secret: '' };
    const redeemAs = (credentials: string) => {
      const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
      return visitor.redeem('google', code, none, { headers });
    };
    expect((await redeemAs(`${CLIENTS.google.id}:guessed`)).status).toBe(401);
    expect((await redeemAs(`${CLIENTS.google.id}:${CLIENTS.google.secret}`)).status).toBe(200);
  });

  test("Google's ID token verifies against the published keys", async () => {
    const code = await visitor.codeFor('google', 'ana', 'approve');
    const { id_token } = (await (await visitor.redeem('google', code)).json()) as {
      id_token: string;
    };
    const { keys } = (await (await fetch(`${simulator.url}/google/oauth2/v3/certs`)).json()) as {
      keys: JsonWebKey[];
    };
    const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
    const claims = jwt.verify(id_token, key, {
      algorithms: ['RS256'],
      audience: CLIENTS.google.id,
      issuer: simulator.endpoints.google.issuer,
      clockTimestamp: now / 1000,
    });
    expect(claims).toMatchObject({ sub: '110248495921238986420', name: 'Ana Rivera' });
  });

  test("Facebook's errors have Facebook's form", async () => {
    const code = await visitor.codeFor('facebook', 'ana', 'code-expired');
    expect(await (await visitor.redeem('facebook', code)).json()).toEqual({
      error: {
        message: 'This authorization code has expired.',
        type: 'OAuthException',
        code: 100,
        error_subcode: 36007,
        fbtrace_id: expect.any(String),
      },
    });
  });
});

describe('the profile', () => {
  test("Facebook verifies the app's proof and returns only what was asked", async () => {
    const token = await visitor.tokenFor('facebook', 'ana', 'approve');
    const { profileUrl } = simulator.endpoints.facebook;
    const headers = { authorization: `Bearer ${token}` };
    const refused = async (query: string) => (await fetch(profileUrl + query, { headers })).text();
    expect(await refused('')).toContain('require an appsecret_proof argument');
    expect(await refused('?appsecret_proof=00')).toContain('Invalid appsecret_proof provided');
    expect(await (await visitor.profile('facebook', token, '&fields=id')).json()).toEqual({
      id: '10215846129043817',
    });
    expect(
      await (await visitor.profile('facebook', token, '&fields=id,name,email')).json(),
    ).toEqual({
      id: '10215846129043817',
      name: 'Ana Rivera',
    });
  });

  test('an unknown token, or one of the other provider, is refused', async () => {
    const token = await visitor.tokenFor('facebook', 'ana', 'approve');
    expect((await visitor.profile('google', token)).status).toBe(401);
    expect((await visitor.profile('facebook', 'EAAguessed')).status).toBe(400);
  });

  test('permissions can be withdrawn with the app token', async () => {
    const token = await visitor.tokenFor('facebook', 'ana', 'approve');
    const url = `${simulator.url}/facebook/v26.0/10215846129043817/permissions`;
    const app = `${CLIENTS.facebook.id}|${CLIENTS.facebook.secret}`;
    const remove = (bearer: string) =>
      fetch(url, { method: 'DELETE', headers: { authorization: `Bearer ${bearer}` } });
    expect((await remove('guessed')).status).toBe(400);
    expect(await (await remove(app)).json()).toEqual({ success: true });
    expect((await visitor.profile('facebook', token)).status).toBe(400);
  });

  test('a person without a name, and one with a huge ID', async () => {
    expect(await visitor.profileText('google', 'no-name', 'approve')).toBe(
      '{"sub":"115599773311224466880"}',
    );
    expect(await visitor.profileText('google', 'big-id', 'approve')).toContain(
      '"sub":"9007199254740993000000000000000001"',
    );
  });
});
