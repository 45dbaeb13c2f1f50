import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startSimulator } from '../../dev/simulator/simulator.ts';
import { Config } from '../../src/config/config.ts';
import { SystemClock } from '../../src/kernel/clock.ts';
import { Log } from '../../src/platform/logging/log.ts';
import { startService } from '../../src/service.ts';
import { HeadlessBrowser } from '../support/browser.ts';
import { Evidence, newPerson } from '../support/evidence.ts';
import { Resident } from '../support/resident.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { providerClients } from '../support/test-config.ts';

let service: TestService;
let evidence: Evidence;

beforeAll(async () => {
  service = await startTestService();
  evidence = new Evidence(service);
});
afterAll(() => service.stop());

/** The same database and public address under another configuration. */
async function reconfigured(providers: Partial<Config['providers']>) {
  const config = service.running.app.get(Config);
  const changed = {
    ...config,
    listen: { host: '127.0.0.1', port: 0 },
    metrics: { host: '127.0.0.1', port: 0 },
  };
  const running = await startService(
    { ...changed, providers: { ...config.providers, ...providers } },
    { clock: new SystemClock(), log: new Log('silent'), checkClock: false },
  );
  const { origin } = new URL((await running.app.getUrl()).replace('[::1]', '127.0.0.1'));
  const isOurs = (url: URL): boolean => url.origin === new URL(service.url).origin;
  const move = (url: URL): URL => (isOurs(url) ? new URL(url.pathname + url.search, origin) : url);
  const stop = () => running.stop();
  return { move, stop };
}

describe('C-39 a provider that is switched off is off at once, for trips under way too', () => {
  test('start and callback are not there, and no code is sent', async () => {
    const { move, stop } = await reconfigured({ google: null });
    try {
      const resident = new Resident(service);
      await resident.leaveFor('google');
      const callback = await resident.decide({ person: newPerson(service) });
      const browser = new HeadlessBrowser(move);
      for (const [name, value] of resident.browser.cookiesOf(service.url))
        browser.cookiesOf(service.url).set(name, value);
      const before = evidence.tokenRequests.length;
      expect((await browser.open(callback)).status).toBe(404);
      expect((await browser.open(`${service.url}/link/google`)).status).toBe(404);
      expect((await browser.open(`${service.url}/`)).text).not.toContain('/link/google');
      expect(evidence.tokenRequests).toHaveLength(before);
    } finally {
      await stop();
    }
  });
});

describe('C-44 a user ID is an account only together with where it comes from', () => {
  test('UP-08 the same number at two providers is two accounts', async () => {
    const person = newPerson(service, { subject: '777000777' });
    const before = await evidence.count('resident');
    await new Resident(service).link('google', { person });
    await new Resident(service).link('facebook', { person });
    expect(await evidence.count('resident')).toBe(before + 2);
  });

  test('UP-08 the same number under two Facebook apps is two accounts', async () => {
    const person = newPerson(service, { subject: '888000888' });
    await new Resident(service).link('facebook', { person });
    const own = service.running.app.get(Config).providers.facebook;
    const facebook = { id: '987654321', secret: 'second-app-secret' };
    const simulator = await startSimulator({ clients: { ...providerClients, facebook } });
    const subjects = { google: '888000888', facebook: '888000888' };
    simulator.addPerson({ id: person, name: 'Second App', subjects });
    const { move, stop } = await reconfigured({
      facebook: own && {
        ...own,
        appId: facebook.id,
        appSecret: facebook.secret,
        endpoints: simulator.endpoints.facebook,
      },
    });
    try {
      const resident = new Resident(service);
      Object.assign(resident, { browser: new HeadlessBrowser(move) });
      const page = await resident.travel('facebook', { person });
      expect(page.url.pathname).toMatch(/^\/link\/new\//);
    } finally {
      await stop();
      await simulator.close();
    }
  });
});
