import type { Page } from 'playwright-core';
import { usual } from './screens.ts';

/** Letter paper without its margins. */
const paper = { width: 720, height: 960 };

/** On paper a page says who it is from and whom to call, and has nothing to press; ink is dark in any theme. */
export async function checkPrint(page: Page): Promise<string[]> {
  await page.setViewportSize(paper);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const findings = await page.evaluate(readPrint);
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.setViewportSize(usual);
  return findings.map((finding) => `print: ${finding}`);
}

/** Runs in the page, so everything it needs stands inside. */
function readPrint(): string[] {
  const isSeen = (selector: string): boolean =>
    [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
  const width = document.documentElement.clientWidth;
  return [
    ...['.cl-header__city', 'h1', '.cl-footer__help']
      .filter((needed) => !isSeen(needed))
      .map((needed) => `${needed} is missing`),
    ...['nav', '.usa-button', '.cl-toggle', '.usa-skipnav'].filter(isSeen),
    ...(document.documentElement.scrollWidth > width ? ['wider than the paper'] : []),
    ...(getComputedStyle(document.body).color === 'rgb(27, 27, 27)' ? [] : ['pale ink']),
  ];
}
