import type { Page } from 'playwright-core';
import { addStyle } from './style.ts';

const usual = { width: 1280, height: 800 };
const narrow = { width: 320, height: 640 };

/** The text spacing that readers may set for themselves (WCAG 1.4.12). */
const spacedText = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** Nothing sticks out or is cut off: on a small phone, with wide spacing, and with text twice as large. */
export async function checkLayout(page: Page): Promise<string[]> {
  await page.setViewportSize(narrow);
  const onPhone = await overflow(page);
  const remove = await addStyle(page, spacedText);
  const spaced = await overflow(page);
  await remove();
  await page.setViewportSize(usual);
  const restore = await addStyle(page, ':root { font-size: 200% !important; }');
  const enlarged = await overflow(page);
  await restore();
  return [
    ...onPhone.map((finding) => `reflow-320: ${finding}`),
    ...spaced.map((finding) => `text-spacing: ${finding}`),
    ...enlarged.map((finding) => `text-200: ${finding}`),
  ];
}

/** What is wider than the screen, or than the box that hides the rest of it. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.className}`;
    const sticksOut = (element: Element): boolean =>
      element.checkVisibility() && element.getBoundingClientRect().right > width + 1;
    const isCut = (element: Element): boolean =>
      getComputedStyle(element).overflowX !== 'visible' &&
      element.scrollWidth > element.clientWidth + 1;
    const scrolls =
      document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => sticksOut(element) || isCut(element),
    );
    return [...scrolls, ...wide.map(name)];
  });
}
