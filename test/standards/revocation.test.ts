import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { CityService, claimsOf } from '../support/city-service.ts';
import type { Answer, Connection } from '../support/city-service.ts';
import { basic } from '../support/client-proof.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let library: CityService;
let kiosk: CityService;
let desk: CityService;
let ana: Resident;

const inactive = '{"active":false}';

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  library = await CityService.register(service);
  kiosk = await CityService.register(service, { kind: 'public' });
  desk = await CityService.register(service, {
    redirectUris: [],
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    scopesApproved: true,
  });
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  for (const app of [parks, library, kiosk, desk]) app.close();
  await service.stop();
});

const isActive = async (token: string): Promise<unknown> =>
  (await parks.introspect(token)).json.active;

describe('what is answered', () => {
  test('RV-01 a good token, a spent one, an unknown one and no token at all: the same 200', async () => {
    const { accessToken, refreshToken, idToken } = await parks.connect(ana);
    const spent = refreshToken;
    const next = String((await parks.refresh(spent)).json.refresh_token);
    const tokens = [accessToken, accessToken, next, next, spent, idToken, 'A'.repeat(112), 'x'];
    for (const token of tokens) {
      const { status, text, headers } = await parks.revoke(token);
      expect([status, text]).toEqual([200, '{}']);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  test('RV-02 the client must say who it is', async () => {
    const { accessToken } = await parks.connect(ana);
    const body = new URLSearchParams({ token: accessToken }).toString();
    for (const authorization of ['', basic(parks.id, 'wrong')]) {
      const headers: Record<string, string> = authorization === '' ? {} : { authorization };
      const answer = await parks.call('/oauth/revoke', { body, headers });
      expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
    }
    const named = await parks.call('/oauth/revoke', { body: `${body}&client_id=${parks.id}` });
    expect(named.json.error).toBe('invalid_client');
    expect(await isActive(accessToken)).toBe(true);
  });

  test('RV-02 a public client names itself', async () => {
    const { refreshToken } = await kiosk.connect(ana);
    expect((await kiosk.revoke(refreshToken)).status).toBe(200);
    expect((await kiosk.refresh(refreshToken)).json.error).toBe('invalid_grant');
  });

  test('RV-02 the token must be there', async () => {
    for (const form of ['', 'token=', 'token_type_hint=access_token']) {
      const answer = await parks.post('/oauth/revoke', {}, { body: form });
      expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    }
  });

  test('RV-08 only to a posted form, and never as a script', async () => {
    const get = await parks.call('/oauth/revoke?token=x&callback=f', { method: 'GET' });
    expect([get.status, get.headers.allow]).toEqual([405, 'OPTIONS, POST']);
    const inQuery = await parks.call('/oauth/revoke?callback=f', { body: 'token=x' });
    expect(inQuery.json.error).toBe('invalid_request');
    const { text, headers } = await parks.post('/oauth/revoke', { token: 'x', callback: 'f' });
    expect([text, headers['content-type']]).toEqual(['{}', 'application/json; charset=utf-8']);
  });
});

describe('what it does', () => {
  test('RV-03 a token of another client is refused and stays good', async () => {
    const { accessToken, refreshToken } = await parks.connect(ana);
    for (const stranger of [library, kiosk]) {
      for (const token of [accessToken, refreshToken]) {
        const answer = await stranger.revoke(token);
        expect([answer.status, answer.json.error]).toEqual([400, 'invalid_grant']);
      }
    }
    expect(await isActive(accessToken)).toBe(true);
    expect((await parks.refresh(refreshToken)).status).toBe(200);
  });

  test('RV-04 a refresh token takes its whole grant along, of whichever generation it is', async () => {
    const first = await parks.connect(ana);
    const second = (await parks.refresh(first.refreshToken)).json;
    await parks.revoke(first.refreshToken);
    expect(await isActive(first.accessToken)).toBe(false);
    expect(await isActive(String(second.access_token))).toBe(false);
    const again = await parks.refresh(String(second.refresh_token));
    expect(again.json.error).toBe('invalid_grant');
  });

  test('RV-05 an access token ends alone, and on every replica', async () => {
    const replica = await service.replica();
    const { accessToken, refreshToken } = await parks.connect(ana);
    await parks.revoke(accessToken);
    expect((await parks.introspect(accessToken, { service: replica })).text).toBe(inactive);
    expect((await parks.userinfo(accessToken, { service: replica })).status).toBe(401);
    const next = await parks.refresh(refreshToken);
    expect(await isActive(String(next.json.access_token))).toBe(true);
  });

  test.each(['access_token', 'refresh_token', 'unknown', 'id_token'])(
    'RV-06 the hint %s changes nothing',
    async (token_type_hint) => {
      const { accessToken, refreshToken } = await parks.connect(ana);
      await parks.revoke(accessToken, { token_type_hint });
      expect(await isActive(accessToken)).toBe(false);
      await parks.revoke(refreshToken, { token_type_hint });
      expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    },
  );

  test.each<[string, (connection: Connection) => string]>([
    ['civic.revoked_token', ({ accessToken }) => accessToken],
    ['civic.refresh_family', ({ refreshToken }) => refreshToken],
  ])('RV-07 while %s does not answer: 503, and the token lives', async (table, choose) => {
    const connection = await parks.connect(ana);
    const answer = await whileLocked(table, () => parks.revoke(choose(connection)));
    expect(answer.status).toBe(503);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json.error).toBe('temporarily_unavailable');
    expect(await isActive(connection.accessToken)).toBe(true);
    expect((await parks.revoke(choose(connection))).status).toBe(200);
  });
});

describe('RV-09 people revoke, too', () => {
  interface Recorded {
    together: boolean;
  }

  test('RV-09 a resident disconnects an app: its tokens are dead, and the record is of the same transaction', async () => {
    const { accessToken } = await parks.connect(ana);
    await ana.open(`/account/apps/${parks.id}/disconnect`);
    await ana.browser.submit('/disconnect');
    expect((await parks.introspect(accessToken)).text).toBe(inactive);
    const [recorded] = await service.database.query<Recorded>(
      `select entry.xid::xid = epoch.xmin as together
       from civic.ledger_entry entry, civic.epoch
       where entry.type = 'consent.withdrawn' and entry.app_id = $1
         and epoch.rule = 'grant' and epoch.id = $2`,
      [parks.id, claimsOf(accessToken).sid],
    );
    expect(recorded?.together).toBe(true);
  });

  test('RV-09 staff revoke a link: likewise', async () => {
    const jose = new Resident(service);
    const page = await jose.link('google', { person: 'jose' });
    const link = page.url.pathname.split('/').at(-1) ?? '';
    const { accessToken, refreshToken } = await parks.connect(jose);
    expect((await revokeLink(link)).status).toBe(200);
    expect((await parks.introspect(accessToken)).text).toBe(inactive);
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    const [recorded] = await service.database.query<Recorded>(
      `select entry.xid::xid = epoch.xmin as together
       from civic.ledger_entry entry join civic.epoch
         on epoch.rule = 'link' and epoch.id = entry.link_id::text
       where entry.type = 'link.removed' and entry.link_id = $1`,
      [link],
    );
    expect(recorded?.together).toBe(true);
  });
});

async function revokeLink(link: string): Promise<Answer> {
  const { json } = await desk.token({ grant_type: 'client_credentials' });
  return desk.call(`/api/admin/links/${link}/revoke`, {
    body: JSON.stringify({ reason: 'security' }),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${String(json.access_token)}`,
    },
  });
}

/** Asks while a table cannot be reached. */
async function whileLocked(table: string, ask: () => Promise<Answer>): Promise<Answer> {
  const blocker = new pg.Client({ connectionString: service.database.adminUrl });
  await blocker.connect();
  await blocker.query(`begin; lock table ${table} in access exclusive mode`);
  const answer = await ask();
  await blocker.end();
  return answer;
}
