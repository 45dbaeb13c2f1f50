import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
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
