import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Apps } from '../../src/apps/apps.ts';
import { CityService } from '../support/city-service.ts';
import type { Answer } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let helpDesk: CityService;
let parks: CityService;
beforeAll(async () => {
  service = await startTestService();
  helpDesk = await CityService.register(service, {
    scopes: ['admin:links.revoke'],
    grantTypes: ['client_credentials'],
    redirectUris: [],
    scopesApproved: true,
  });
  parks = await CityService.register(service);
});
afterAll(async () => {
  helpDesk.close();
  parks.close();
  await service.stop();
});

const tokenOf = async (app: CityService): Promise<string> => {
  const { json } = await app.token({
    grant_type: 'client_credentials',
    scope: 'admin:links.revoke',
  });
  return String(json.access_token);
};

const revoke = (
  link: string,
  token: string,
  body: unknown = { reason: 'security' },
): Promise<Answer> =>
  helpDesk.call(`/api/admin/links/${link}/revoke`, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });

/** Somebody with one link, and the id of it. */
async function linked(person: string): Promise<{ resident: Resident; link: string }> {
  const resident = new Resident(service);
  const page = await resident.link('google', { person });
  return { resident, link: page.url.pathname.split('/').at(-1) ?? '' };
}

describe('staff revoke a link', () => {
  test('and everything it opened is dead when the answer is back', async () => {
    const { resident, link } = await linked('ana');
    const { accessToken, refreshToken } = await parks.connect(resident);
    const answer = await revoke(link, await tokenOf(helpDesk));
    expect({ status: answer.status, json: answer.json }).toEqual({
      status: 200,
      json: { link, status: 'removed' },
    });
    expect((await parks.introspect(accessToken)).text).toBe('{"active":false}');
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    expect((await parks.userinfo(accessToken)).status).toBe(401);
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
  });

  test('name and user ID are gone, and the ledger says who, why and who must hear of it', async () => {
    const { resident, link } = await linked('jose');
    await parks.connect(resident);
    await revoke(link, await tokenOf(helpDesk), { reason: 'shared_account' });
    expect(await service.database.query('select 1 from civic.link where id = $1', [link])).toEqual(
      [],
    );
    const entries = await service.database.query(
      `select e.type, e.actor_kind, e.actor, e.detail, array_remove(array_agg(r.app_id), null) as told
       from civic.ledger_entry e left join civic.ledger_recipient r on r.entry_id = e.id
       where e.link_id = $1 and e.type = 'link.removed' group by e.id`,
      [link],
    );
    expect(entries).toEqual([
      {
        type: 'link.removed',
        actor_kind: 'app',
        actor: helpDesk.id,
        detail: expect.objectContaining({ reason: 'shared_account', onlyLink: true }),
        told: [parks.id],
      },
    ]);
  });

  test('repeating it changes nothing and says so', async () => {
    const { link } = await linked('li');
    const token = await tokenOf(helpDesk);
    const answers = await Promise.all([
      revoke(link, token),
      revoke(link, token),
      revoke(link, token),
    ]);
    expect(answers.map(({ json }) => String(json.status)).toSorted()).toEqual([
      'already-removed',
      'already-removed',
      'removed',
    ]);
    const [row] = await service.database.query<{ count: string }>(
      `select count(*) from civic.ledger_entry where link_id = $1 and type = 'link.removed'`,
      [link],
    );
    expect(row?.count).toBe('1');
  });

  test('a resident with another link stays, and one without becomes unreachable', async () => {
    const { resident, link } = await linked('long-name');
    await resident.travel('facebook', { person: 'long-name' });
    await resident.confirm();
    await revoke(link, await tokenOf(helpDesk));
    expect((await resident.open('/account')).status).toBe(200);
    const unreachable = await service.database.query<{ type: string }>(
      `select type from civic.ledger_entry
       where type = 'resident.unreachable'
         and resident_id = (select resident_id from civic.ledger_entry where link_id = $1 limit 1)`,
      [link],
    );
    expect(unreachable).toEqual([]);
  });
});

describe('the API refuses', () => {
  test.each<[what: string, link: string, body: unknown, status: number, code: string]>([
    [
      'an unknown link',
      '6f1c1f0e-0000-4000-8000-000000000000',
      { reason: 'security' },
      404,
      'link-not-found',
    ],
    ['what is no id', 'x', { reason: 'security' }, 404, 'link-not-found'],
    [
      'an unknown reason',
      '6f1c1f0e-0000-4000-8000-000000000000',
      { reason: 'because' },
      422,
      'invalid',
    ],
    [
      'free text',
      '6f1c1f0e-0000-4000-8000-000000000000',
      { reason: 'security', note: 'x' },
      422,
      'invalid',
    ],
    ['no body', '6f1c1f0e-0000-4000-8000-000000000000', null, 422, 'invalid'],
  ])('%s, as a problem document', async (_what, link, body, status, code) => {
    const answer = await revoke(link, await tokenOf(helpDesk), body);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    expect(answer.json.type).toBe(`${service.url}/developers#${code}`);
  });

  test('nobody, with a challenge and no error code', async () => {
    const answer = await helpDesk.call('/api/admin/links/x/revoke', {
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer realm="civic-link", resource_metadata="${service.url}/.well-known/oauth-protected-resource"`,
    );
  });

  test('a resident token, an ID token, a refresh token and a session cookie', async () => {
    const { resident, link } = await linked('no-name');
    const { accessToken, idToken, refreshToken } = await parks.connect(resident);
    for (const token of [accessToken, idToken, refreshToken]) {
      expect((await revoke(link, token)).status).toBe(401);
    }
    const cookie = [...resident.browser.cookiesOf(service.url)]
      .map((pair) => pair.join('='))
      .join('; ');
    const answer = await helpDesk.call(`/api/admin/links/${link}/revoke`, {
      body: '{}',
      headers: { cookie, 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(401);
  });

  test('a token of a disabled app', async () => {
    const former = await CityService.register(service, {
      scopes: ['admin:links.revoke'],
      grantTypes: ['client_credentials'],
      redirectUris: [],
      scopesApproved: true,
    });
    const token = await tokenOf(former);
    former.close();
    await service.running.app.get(Apps).disable(former.id);
    expect((await revoke('x', token)).status).toBe(401);
  });
});
