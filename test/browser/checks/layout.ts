import type { Page } from 'playwright-core';
import { enlarged, narrow, narrowAndLow, usual } from './screens.ts';
import { addStyle } from './style.ts';

/** The text spacing that readers may set for themselves (WCAG 1.4.12). */
const spacedText = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;
const largeText = ':root { font-size: 200% !important; }';

/** Nothing sticks out or is cut off: on small screens, with wide spacing, and with text twice as large. */
export async function checkLayout(page: Page): Promise<string[]> {
  return [
    ...(await look(page, 'reflow-320', narrow)),
    ...(await look(page, 'reflow-256', narrowAndLow)),
    ...(await look(page, 'text-spacing', narrow, spacedText)),
    ...(await look(page, 'zoom-200', enlarged)),
    ...(await look(page, 'text-200', usual, largeText)),
    ...(await smallButtons(page)),
  ];
}

async function look(
  page: Page,
  name: string,
  size: typeof usual,
  style?: string,
): Promise<string[]> {
  await page.setViewportSize(size);
  const remove = style && (await addStyle(page, style));
  const findings = await page.evaluate(overflow);
  if (remove) await remove();
  return findings.map((finding) => `${name}: ${finding}`);
}

/** What is wider than the screen, or than the box that hides the rest of it, and what stays when the page scrolls. */
function overflow(): string[] {
  const width = document.documentElement.clientWidth;
  const name = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className}`;
  const sticksOut = (element: Element): boolean =>
    element.checkVisibility() && element.getBoundingClientRect().right > width + 1;
  const isCut = (element: Element): boolean =>
    getComputedStyle(element).overflowX !== 'visible' &&
    element.scrollWidth > element.clientWidth + 1;
  const stays = (element: Element): boolean =>
    ['fixed', 'sticky'].includes(getComputedStyle(element).position);
  const scrolls = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
  const elements = [...document.body.querySelectorAll('*')];
  return [
    ...scrolls,
    ...elements.filter((element) => sticksOut(element) || isCut(element)).map(name),
    ...elements.filter(stays).map((element) => `${name(element)} stays in place`),
  ];
}

/** Buttons that are lower than the 44 pixels we promise ourselves; the rule of the standard is 24, and axe's. */
async function smallButtons(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('button, .usa-button')]
      .filter((button) => button.checkVisibility() && button.getBoundingClientRect().height < 44)
      .map((button) => button.textContent),
  );
  return names.map((name) => `low button: ${name}`);
}
