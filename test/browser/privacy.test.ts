import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { Visitor } from './visitor.ts';

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

describe.each(languages)('in %s', (language) => {
  test.each(['/', '/cookies', '/privacy', '/accessibility'])(
    'a first visit to %s leaves nothing in the browser',
    async (path) => {
      const visitor = await Visitor.arrive(service, browser, language);
      await visitor.open(path);
      expect(await visitor.page.context().cookies()).toEqual([]);
      const kept = await visitor.page.evaluate(async () => ({
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }));
      expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
      await visitor.leave();
    },
  );
});

test('signing in leaves the two cookies that the cookies page names, hidden from scripts', async () => {
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.signIn();
  const cookies = await visitor.page.context().cookies();
  expect(await visitor.page.evaluate(() => document.cookie)).toBe('');
  await visitor.open('/cookies');
  const named = await visitor.page.locator('code').allTextContents();
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(named.toSorted());
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', expires: -1 });
  }
  await visitor.leave();
});

test('no other website can show our pages inside its own', async () => {
  const elsewhere = await CityService.register(service);
  const visitor = await Visitor.arrive(service, browser, 'en');
  await visitor.open(elsewhere.callback);
  const frame = await visitor.page.evaluateHandle(async (url) => {
    const made = document.createElement('iframe');
    made.src = url;
    const loaded = new Promise((resolve) => made.addEventListener('load', resolve));
    document.body.append(made);
    await loaded;
    return made;
  }, service.url);
  const inside = await frame.asElement()?.contentFrame();
  expect(inside?.url()).toMatch(/^chrome-error:/);
  expect(visitor.complaints.join()).toMatch(/frame-ancestors|X-Frame-Options/i);
  await visitor.leave();
  elsewhere.close();
});
