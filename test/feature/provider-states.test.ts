import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/database.ts';
import { ProviderStates } from '../../src/providers/provider-states.ts';
import type { ProviderMode } from '../../src/providers/provider-states.ts';
import { ApiCaller } from '../support/api.ts';
import { CityService } from '../support/city-service.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { commandLine, sharedKeys } from '../support/command-line.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { staffMember } from '../support/staff.ts';

let service: TestService;
let replica: TestService;
let parks: CityService;
let evidence: Evidence;
beforeAll(async () => {
  service = await startTestService(sharedKeys);
  replica = await service.replica();
  parks = await CityService.register(service);
  evidence = new Evidence(service);
});
afterAll(async () => {
  parks.close();
  await service.stop();
});
beforeEach(() => change('on'));

const operator = staffMember('operator');
const change = (mode: ProviderMode, provider = 'google') =>
  service.running.app.get(ProviderStates).change(operator, provider, mode);

async function linked(): Promise<{ resident: Resident; person: string }> {
  const person = newPerson(service);
  const resident = new Resident(service);
  await resident.link('google', { person });
  return { resident, person };
}

describe('a provider that is switched off', () => {
  test('ends what was signed in through it at once, keeps the links, and can be switched on again', async () => {
    const { resident, person } = await linked();
    const { accessToken, refreshToken } = await parks.connect(resident);
    const links = await evidence.count('link');
    const began = performance.now();
    expect(await change('off')).toEqual({ kind: 'switched' });
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await parks.introspect(accessToken, { service: replica })).text).toBe(
      '{"active":false}',
    );
    expect((await parks.refresh(refreshToken)).json.error).toBe('invalid_grant');
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
    expect(await evidence.count('link')).toBe(links);
    await change('on');
    await resident.travel('google', { person });
    expect(resident.page.url.pathname).toBe('/account');
    expect((await parks.introspect(accessToken)).text).toBe('{"active":false}');
  });

  test('has no button on any page, and its own page says why', async () => {
    const person = newPerson(service);
    const other = new Resident(service);
    await other.link('facebook', { person });
    await change('off');
    const stranger = new Resident(service);
    const start = await stranger.open('/');
    expect(start.text).toContain('Google is not working right now.');
    expect(start.text).not.toContain('href="/link/google"');
    expect((await other.open('/account')).text).not.toContain('href="/link/google"');
    for (const [visitor, path] of [
      [stranger, '/link/google'],
      [stranger, '/es/link/google'],
      [other, '/link/google'],
    ] as const) {
      const page = await visitor.open(path);
      expect(page.url.pathname).toMatch(/^(\/es)?\/link\/ended\/switched-off$/);
    }
    expect(stranger.page.text).toContain('Google no funciona ahora');
  });

  test('lets nobody leave, come back, say yes or prove, at whatever step they were', async () => {
    const { resident, person } = await linked();
    const leaving = new Resident(service);
    await leaving.open('/link/google');
    const coming = new Resident(service);
    await coming.leaveFor('google');
    const callback = await coming.decide({ person });
    const saying = new Resident(service);
    await saying.travel('google', { person: newPerson(service) });
    await saying.open(saying.page.url.pathname.replace('/new/', '/review/'));
    const before = await evidence.count('link');
    await change('off');
    expect((await leaving.browser.submit('/link/google')).url.pathname).toContain('switched-off');
    expect((await coming.browser.open(callback)).url.pathname).toContain('switched-off');
    expect((await saying.confirm()).url.pathname).toContain('switched-off');
    expect((await resident.open('/prove/link?for=facebook')).url.pathname).toBe('/session-ended');
    expect(await evidence.count('link')).toBe(before);
  });

  test('leaves no session behind that began while it was being switched', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, linked));
    const callbacks = await Promise.all(
      people.map(async ({ person }) => {
        const resident = new Resident(service);
        await resident.leaveFor('google');
        return { resident, callback: await resident.decide({ person }) };
      }),
    );
    const arriving = callbacks.map(async ({ resident, callback }, n) => {
      await sleep(n * 3);
      return resident.browser.open(callback);
    });
    await Promise.all([...arriving, change('off')]);
    for (const { resident } of callbacks) {
      expect((await resident.open('/account')).url.pathname).not.toBe('/account');
    }
  });

  test('is so only after whoever is being signed in just now is covered by what it ends', async () => {
    const { app } = service.running;
    let isSwitched = false;
    let switching: Promise<unknown> = Promise.resolve();
    await app.get(Database).transaction(async (sql) => {
      expect(await app.get(ProviderStates).holds(sql, 'google', 'sign-in')).toBe(true);
      switching = change('off').then(() => (isSwitched = true));
      await sleep(100);
      expect(isSwitched).toBe(false);
    });
    await switching;
    expect(isSwitched).toBe(true);
  });

  test('is named in the ledger with who switched it', async () => {
    await change('off');
    await change('off');
    await change('on');
    const rows = await service.database.query(
      `select type, actor, detail from civic.ledger_entry where type like 'provider.%' order by id desc limit 2`,
    );
    const by = { actor: operator.actor.id };
    expect(rows).toEqual([
      { type: 'provider.resumed', ...by, detail: { provider: 'google', role: 'operator' } },
      {
        type: 'provider.paused',
        ...by,
        detail: { provider: 'google', linkOnly: false, role: 'operator' },
      },
    ]);
  });
});

describe('a provider for linking only', () => {
  test('signs nobody in and proves nothing, but can be linked and shown', async () => {
    const { resident } = await linked();
    await change('link-only');
    expect((await resident.open('/account')).url.pathname).toBe('/session-ended');
    expect((await new Resident(service).open('/link/google')).url.pathname).toContain(
      'switched-off',
    );
    const other = new Resident(service);
    await other.link('facebook', { person: newPerson(service) });
    await other.travel('google', { person: newPerson(service) });
    await other.confirm();
    expect(other.page.url.pathname).toMatch(/^\/link\/done\//);
    const sessions = await service.database.query<{ provider: string }>(
      'select provider from civic.resident_session order by created_at desc limit 1',
    );
    expect(sessions).toEqual([{ provider: 'facebook' }]);
    await change('off', 'facebook');
    expect((await other.open('/account')).url.pathname).toBe('/session-ended');
    await change('on', 'facebook');
  });
});

describe('who may switch', () => {
  test('is an operator, at the terminal, through the API, and nobody else', async () => {
    for (const role of ['viewer', 'revoker', 'approver', 'auditor'] as const) {
      const asked = service.running.app
        .get(ProviderStates)
        .change(staffMember(role), 'google', 'off');
      await expect(asked).rejects.toMatchObject({ status: 403 });
    }
    const desk = await ApiCaller.open(service, ['admin:providers.read', 'admin:providers.change']);
    const reader = await ApiCaller.open(service, ['admin:providers.read']);
    const path = '/api/admin/providers/switch';
    const off = { provider: 'google', mode: 'off' };
    expect((await reader.post(path, off)).status).toBe(403);
    expect((await desk.post(path, off)).json).toEqual({
      provider: 'google',
      mode: 'off',
      status: 'switched',
    });
    expect((await desk.post(path, off)).json.status).toBe('unchanged');
    expect((await desk.post(path, { ...off, provider: 'myspace' })).status).toBe(404);
    const { json } = await reader.get('/api/admin/providers');
    const listed = {
      changed_at: expect.any(String),
      client_id_tail: expect.stringMatching(/^.{1,6}$/),
    };
    expect(json.providers).toEqual([
      { ...listed, provider: 'google', name: 'Google', mode: 'off' },
      { ...listed, provider: 'facebook', name: 'Facebook', mode: 'on' },
    ]);
    desk.app.close();
    reader.app.close();
    const run = commandLine(service);
    expect((await run('providers', 'resume', 'google')).out).toBe('google is on now.\n');
    expect((await run('providers', 'list')).out).toMatch(/^google  on  since .*Z\n$/);
  });
});
