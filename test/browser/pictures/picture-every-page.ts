import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Language } from '../../../src/words/words.ts';
import { launchChromium } from '../../support/chromium.ts';
import { CityService } from '../../support/city-service.ts';
import { CityDirectory } from '../../support/directory/city-directory.ts';
import { startTestService } from '../../support/service.ts';
import type { TestService } from '../../support/service.ts';
import { inSpanishToo } from '../names.ts';
import { HastyVisitor } from '../hasty-visitor.ts';
import type { PageState } from '../pages/page-state.ts';
import { picturesFolder } from './picture.ts';
import { takePictures } from './take-pictures.ts';

interface Tour {
  languages: readonly Language[];
  states: readonly PageState[];
  settings?: Record<string, string>;
  /** Put before the names of the pictures. */
  prefix?: string;
}

/** Takes the pictures of every state, reached as the tests reach it. A file for each tour, so that both cores have work. */
export function pictureEveryPage({ languages, states, settings, prefix = '' }: Tour): void {
  let directory: CityDirectory;
  let service: TestService;
  let parks: CityService;
  let browser: Browser;
  beforeAll(async () => {
    directory = await CityDirectory.start();
    service = await startTestService(settings, undefined, { directory });
    parks = await CityService.register(service, inSpanishToo);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    parks.close();
    await service.stop();
    await directory.stop();
  });

  const views = languages.flatMap((language) => states.map((state) => ({ ...state, language })));
  test.each(views)('$id in $language', async ({ id, language, reach, status = 200 }) => {
    const visitor = await HastyVisitor.arrive(service, browser, language);
    await reach(visitor, parks);
    expect(visitor.status).toBe(status);
    await takePictures(visitor, prefix + id, picturesFolder);
    await visitor.leave();
  });
}
