import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { languages } from '../../src/words/words.ts';
import { launchChromium } from '../support/chromium.ts';
import { CityService } from '../support/city-service.ts';
import { pageRoutesOf } from '../support/routes.ts';
import { CityDirectory } from '../support/directory/city-directory.ts';
import { startTestService } from '../support/service.ts';
import type { TestService } from '../support/service.ts';
import { inSpanishToo } from './names.ts';
import { HastyVisitor } from './hasty-visitor.ts';
import { inspect } from './inspection.ts';
import type { PageState } from './pages/page-state.ts';
import { takePictures } from './pictures/take-pictures.ts';
import type { Visitor } from './visitor.ts';

/** A folder for pictures of the pages that a run looks at; `npm run screenshots` takes all of them. */
const pictures = process.env.CIVIC_SCREENSHOTS;

/** Looks at the pages of one area in both languages. A file for each area, so that both cores have work. */
export function lookAtEveryPage(
  states: readonly PageState[],
  isOfArea: (path: string) => boolean,
): void {
  const titles = { en: new Map<string, string>(), es: new Map<string, string>() };
  let directory: CityDirectory;
  let service: TestService;
  let parks: CityService;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    directory = await CityDirectory.start();
    service = await startTestService({}, undefined, { directory });
    parks = await CityService.register(service, inSpanishToo);
    browser = await launchChromium();
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterAll(async () => {
    await browser.close();
    parks.close();
    await service.stop();
    await directory.stop();
  });

  test('every page of the service is looked at', () => {
    const pages = pageRoutesOf(service).filter(
      ({ method, path }) => method === 'GET' && isOfArea(path),
    );
    const looked = new Set(states.map(({ route }) => route).filter((route) => route !== null));
    expect([...looked].toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
  });

  test.each(states)('$id has no barrier', async (state) => {
    const english = await HastyVisitor.sitDown(service, page, 'en');
    await state.reach(english, parks);
    expect(await barriers(english, state)).toEqual([]);
    const spanish = await inSpanish(english, state);
    expect(await barriers(spanish, state)).toEqual([]);
  });

  test.each(languages)('no two pages have the same title (%s)', (language) => {
    const ofPages = new Map([...titles[language]].map(([id, title]) => [id.split('/')[0], title]));
    expect(new Set(ofPages.values()).size).toBe(ofPages.size);
  });

  async function barriers(visitor: Visitor, { id, status = 200, isError }: PageState) {
    titles[visitor.language].set(id, await visitor.page.title());
    const findings = await inspect(visitor, { isError });
    if (pictures !== undefined) await takePictures(visitor, id, pictures);
    return visitor.status === status ? findings : [`status ${visitor.status}`, ...findings];
  }

  /** By the link on the page, which spares half of the ways; where that leads elsewhere, as from an answer to a form, anew. */
  async function inSpanish(english: Visitor, { reach }: PageState): Promise<Visitor> {
    const shape = await shapeOf(english);
    await english.changeLanguage();
    if ((await shapeOf(english)) === shape) return english;
    const spanish = await HastyVisitor.sitDown(service, page, 'es');
    await reach(spanish, parks);
    return spanish;
  }
}

/** How a page was answered and of how many elements it is, in whichever language. */
async function shapeOf(visitor: Visitor): Promise<string> {
  const elements = (await visitor.sent()).match(/<\w/g) ?? [];
  return `${visitor.status} ${elements.length}`;
}
