import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages } from '../../src/words/words.ts';
import type { Language } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { cityExample } from '../support/city-example.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { HastyVisitor } from './hasty-visitor.ts';
import { inspect } from './inspection.ts';

// With the logo, the colours and the words of docs/city.md the pages are as open to everybody as without.

let service: TestService;
let browser: Browser;
beforeAll(async () => {
  service = await startTestService(cityExample());
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await service.stop();
});

const arrive = (language: Language): Promise<HastyVisitor> =>
  HastyVisitor.arrive(service, browser, language);

test.each(languages)('the start page has no barrier and a logo, in %s', async (language) => {
  const visitor = await arrive(language);
  await visitor.open('/');
  const logo = visitor.page.locator('.cl-header__logo');
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect(await inspect(visitor)).toEqual([]);
  await visitor.leave();
});

test.each(languages)('a resident’s page has no barrier, in %s', async (language) => {
  const visitor = await arrive(language);
  await visitor.signIn();
  await visitor.open('/account');
  expect(await inspect(visitor)).toEqual([]);
  await visitor.leave();
});
