import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LinkRemoval } from '../../src/links/link-removal.ts';
import { CityService } from '../support/city-service.ts';
import type { Call } from '../support/city-service.ts';
import { Resident } from '../support/resident.ts';
import { staffMember } from '../support/staff.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

let service: TestService;
let parks: CityService;
let library: CityService;
let ana: Resident;

beforeAll(async () => {
  service = await startTestService();
  parks = await CityService.register(service);
  library = await CityService.register(service, { name: 'City Library' });
  ana = new Resident(service);
  await ana.link('google');
});
afterAll(async () => {
  parks.close();
  library.close();
  await service.stop();
});

async function ledgerOf(type: string): Promise<number> {
  const rows = await service.database.query(
    'select 1 from civic.ledger_entry where type = $1 and app_id = $2',
    [type, parks.id],
  );
  return rows.length;
}

describe('redeeming a code', () => {
  let code: string;
  beforeEach(async () => {
    code = await parks.codeFrom(ana);
  });

  test('TK-02 answers 200 with tokens that are never stored', async () => {
    const answer = await parks.redeem(code);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers.pragma).toBe('no-cache');
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'openid linked_accounts offline_access',
      refresh_token: expect.stringMatching(/^[\w-]{112}$/),
      id_token: expect.any(String),
    });
  });

  test('TK-10 works without repeating the redirect URI, and not with another one', async () => {
    const wrong = await parks.redeem(code, { redirect_uri: `${parks.callback}/` });
    expect(wrong.json.error).toBe('invalid_grant');
    expect((await parks.redeem(code, { redirect_uri: '' })).status).toBe(200);
  });

  test.each([
    ['TK-08', 'a wrong verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['TK-08', 'a short verifier', { code_verifier: 'short' }, 'invalid_grant'],
    ['TK-08', 'a long verifier', { code_verifier: 'x'.repeat(129) }, 'invalid_grant'],
    ['TK-08', 'a verifier of odd characters', { code_verifier: '!'.repeat(43) }, 'invalid_grant'],
    ['TK-08', 'no verifier', { code_verifier: '' }, 'invalid_request'],
    ['TK-13', 'a made-up code', { code: 'A'.repeat(43) }, 'invalid_grant'],
    ['TK-13', 'no code', { code: '' }, 'invalid_request'],
    [
      'TK-17',
      'a resource that is not the app’s',
      { resource: 'https://a.example' },
      'invalid_target',
    ],
    ['TK-17', 'our own API', { resource: 'http://127.0.0.1' }, 'invalid_target'],
  ])('%s refuses %s, and the code stays good', async (_id, _what, changes, error) => {
    const refused = await parks.redeem(code, changes);
    expect([refused.status, refused.json.error]).toEqual([400, error]);
    expect((await parks.redeem(code)).status).toBe(200);
  });

  test('TK-04 refuses another app, and the code stays good', async () => {
    const stolen = await library.redeem(code, {
      redirect_uri: parks.callback,
      code_verifier: parks.verifier,
    });
    expect(stolen.json.error).toBe('invalid_grant');
    expect((await parks.redeem(code)).status).toBe(200);
  });

  test('TK-07 refuses a code that is older than 60 seconds', async () => {
    await service.travel(60);
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
  });

  test('TK-05 lets exactly one of twenty through', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => parks.redeem(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('TK-06 a code used twice ends what it gave, and is on record once', async () => {
    const { json } = await parks.redeem(code);
    const before = await ledgerOf('code.replayed');
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
    expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
    expect(await ledgerOf('code.replayed')).toBe(before + 1);
    expect((await parks.introspect(String(json.access_token))).text).toBe('{"active":false}');
    expect((await parks.refresh(String(json.refresh_token))).json.error).toBe('invalid_grant');
  });

  test('TK-06 a used code with a wrong verifier, or from another app, ends nothing', async () => {
    const { json } = await parks.redeem(code);
    await parks.redeem(code, { code_verifier: 'y'.repeat(43) });
    await library.redeem(code, { code_verifier: parks.verifier });
    expect((await parks.introspect(String(json.access_token))).json.active).toBe(true);
  });

  test('TK-14 only hashes of codes and refresh tokens are in the database', async () => {
    const { json } = await parks.redeem(code);
    const rows = await service.database.query(
      `select t::text as row from civic.authorization_code t
       union all select t::text from civic.refresh_family t`,
    );
    const dump = JSON.stringify(rows);
    for (const secret of [code, String(json.refresh_token)]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});

test('TK-05 removing the link a resident signed in with makes unredeemed codes worthless', async () => {
  const li = new Resident(service);
  await li.link('google', { person: 'li' });
  const code = await parks.codeFrom(li);
  const [link] = await service.database.query<{ id: string }>(
    'select link_id as id from civic.authorization_code where used_at is null order by expires_at desc limit 1',
  );
  await service.running.app.get(LinkRemoval).byStaff({
    linkId: link?.id ?? '',
    ...staffMember('revoker'),
    reason: 'security',
  });
  const left = await service.database.query(
    'select 1 from civic.authorization_code where link_id = $1',
    [link?.id],
  );
  expect(left).toHaveLength(0);
  expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
});

describe('the token endpoint', () => {
  const form = 'application/x-www-form-urlencoded';
  const ask = (call: Call) => parks.token({}, call);

  test('TK-01 reads posted forms and nothing else', async () => {
    const code = await parks.codeFrom(ana);
    const fields = { grant_type: 'authorization_code', code, code_verifier: parks.verifier };
    const query = new URLSearchParams(fields).toString();
    const json = { 'content-type': 'application/json' };
    const asJson = await ask({ headers: json, body: JSON.stringify(fields) });
    expect([asJson.status, asJson.json.error]).toEqual([400, 'invalid_request']);
    const inAddress = await parks.post(`/oauth/token?${query}`, {});
    expect([inAddress.status, inAddress.json.error]).toEqual([400, 'invalid_request']);
    const get = await parks.call(`/oauth/token?${query}`, { method: 'GET' });
    expect([404, 405]).toContain(get.status);
    expect((await parks.token(fields)).status).toBe(200);
  });

  test('TK-03 says what is wrong in JSON that nobody keeps, in plain characters', async () => {
    const answer = await parks.token({ grant_type: 'authorization_code' });
    expect([answer.status, answer.json.error]).toEqual([400, 'invalid_request']);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    const stranger = await ask({ headers: { authorization: 'Basic eDp5' } });
    expect([stranger.status, stranger.json.error]).toEqual([401, 'invalid_client']);
  });

  test.each([
    ['TK-11', 'magic', 'unsupported_grant_type'],
    ['TK-11', 'client_credentials', 'unauthorized_client'],
    ['TK-12', 'password', 'unsupported_grant_type'],
  ])('%s answers the grant type %s with %s', async (_, grantType, error) => {
    const fields = { grant_type: grantType, username: 'ana', password: 'secret' };
    const answer = await parks.token(fields);
    expect([answer.status, answer.json.error]).toEqual([400, error]);
  });

  test('TK-13 takes each parameter once, an empty one for none, an unknown one for nothing', async () => {
    const code = await parks.codeFrom(ana);
    const right = `grant_type=authorization_code&code=${code}&code_verifier=${parks.verifier}`;
    const send = (body: string) => ask({ body, headers: { 'content-type': form } });
    const twice = await send(`${right}&code=${code}`);
    expect([twice.status, twice.json.error]).toEqual([400, 'invalid_request']);
    expect((await send(`${right}&redirect_uri=&scope=&colour=blue`)).status).toBe(200);
  });
});

test('TK-09 no code can exist without a challenge, and an empty one fits no verifier', async () => {
  const code = await parks.codeFrom(ana);
  const hash = createHash('sha256').update(code).digest();
  const set = (value: string | null) =>
    service.database.query(
      'update civic.authorization_code set code_challenge = $2 where code_hash = $1',
      [hash, value],
    );
  await expect(set(null)).rejects.toMatchObject({ code: '23502' });
  await set('');
  expect((await parks.redeem(code)).json.error).toBe('invalid_grant');
  expect((await parks.redeem(code, { code_verifier: '' })).json.error).toBe('invalid_request');
});

test('TK-15 a failure between using a code and answering never leads to two sets of tokens', async () => {
  const code = await parks.codeFrom(ana);
  const families = async (): Promise<number> =>
    (await service.database.query('select 1 from civic.refresh_family')).length;
  const before = await families();
  const allow = (verb: string) =>
    service.database.query(
      `${verb} insert on civic.refresh_family ${verb === 'grant' ? 'to' : 'from'} civic_service`,
    );
  await allow('revoke');
  const failed = await parks.redeem(code);
  await allow('grant');
  expect(failed.status).toBeGreaterThanOrEqual(500);
  expect(failed.text).not.toContain('access_token');
  const again = [await parks.redeem(code), await parks.redeem(code)];
  const sets = again.filter(({ status }) => status === 200).length;
  expect(sets).toBeLessThanOrEqual(1);
  expect(await families()).toBe(before + sets);
});
