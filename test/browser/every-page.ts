import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Language } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { pageRoutesOf } from '../support/routes.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { inspect } from './inspection.ts';
import { everyPage } from './pages.ts';
import { takePictures } from './screenshots.ts';
import { Visitor } from './visitor.ts';

/** Looks at every page in one language. A file for each, so that both cores have work. */
export function lookAtEveryPage(language: Language): void {
  const titles = new Map<string, string>();
  let service: TestService;
  let parks: CityService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startTestService();
    parks = await CityService.register(service);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    parks.close();
    await service.stop();
  });

  test('every page of the service is looked at', () => {
    const pages = pageRoutesOf(service).filter(({ method }) => method === 'GET');
    const looked = new Set(everyPage.map(({ route }) => route).filter((route) => route !== null));
    expect([...looked].toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
  });

  test.each(everyPage)('$id has no barrier', async ({ id, status = 200, isError, reach }) => {
    const visitor = await Visitor.arrive(service, browser, language);
    let answered = 0;
    visitor.page.on('response', (answer) => {
      if (answer.request().isNavigationRequest()) answered = answer.status();
    });
    await reach(visitor, parks);
    expect(answered).toBe(status);
    titles.set(id, await visitor.page.title());
    const findings = await inspect(visitor, { isError });
    await takePictures(visitor, id);
    expect(findings).toEqual([]);
    await visitor.leave();
  });

  test('no two pages have the same title', () => {
    const pages = new Map([...titles].map(([id, title]) => [id.split('/')[0], title]));
    expect(new Set(pages.values()).size).toBe(pages.size);
  });
}
