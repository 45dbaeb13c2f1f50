import type { JSHandle, Page } from 'playwright-core';
import { contrast } from './contrast.ts';

/** What has the focus, and how somebody who looks at the screen can tell. */
interface Focus {
  name: string;
  /** Its place among the stops; -1 for anything that should not be one. */
  place: number;
  outlineWidth: number;
  outlineColour: string;
  background: string;
  isInFront: boolean;
}

/**
 * Walks the page with Tab and back with Shift+Tab: every control in document order, each with a focus that can be
 * seen and nothing in front of it (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11), the skip link first (2.4.1).
 */
export async function walkByKeyboard(page: Page): Promise<string[]> {
  const stops = await page.evaluateHandle(tabStops);
  const count = await stops.evaluate((list) => list.length);
  const findings: string[] = [];
  await page.evaluate(startAtTop);
  for (let place = 0; place < count; place += 1) {
    findings.push(...(await pressAndLook(page, stops, 'Tab', place)));
  }
  for (let place = count - 2; place >= 0; place -= 1) {
    findings.push(...(await pressAndLook(page, stops, 'Shift+Tab', place)));
  }
  return [...findings, ...(await useSkipLink(page))];
}

type Stops = JSHandle<HTMLElement[]>;

async function pressAndLook(
  page: Page,
  stops: Stops,
  key: 'Tab' | 'Shift+Tab',
  place: number,
): Promise<string[]> {
  await page.keyboard.press(key);
  const focus = await page.evaluate(readFocus, stops);
  if (focus?.place !== place) {
    return [`keyboard: ${key} to stop ${place} arrives at ${focus?.name ?? 'nothing'}`];
  }
  return key === 'Tab' ? judge(focus) : [];
}

function judge(focus: Focus): string[] {
  const findings: string[] = [];
  if (focus.outlineWidth < 2) findings.push(`focus-visible: ${focus.name}`);
  else if (contrast(focus.outlineColour, focus.background) < 3) {
    findings.push(`focus-contrast: ${focus.name}, ${focus.outlineColour} on ${focus.background}`);
  }
  if (!focus.isInFront) findings.push(`focus-obscured: ${focus.name}`);
  return findings;
}

async function useSkipLink(page: Page): Promise<string[]> {
  const isSkipLink = await page.evaluate(() => document.activeElement?.matches('a[href="#main"]'));
  if (!isSkipLink) return ['skip-link: is not the first stop'];
  await page.keyboard.press('Enter');
  const isInMain = await page.evaluate(() => document.activeElement?.id === 'main');
  return isInMain ? [] : ['skip-link: does not move the focus'];
}

/** Everything Tab should stop at, in document order; of a group of radio buttons only the first. */
function tabStops(): HTMLElement[] {
  const selector = 'a[href], button, input:not([type=hidden]), select, textarea, [tabindex="0"]';
  const isFirstOfGroup = (element: HTMLElement): boolean =>
    !(element instanceof HTMLInputElement && element.type === 'radio') ||
    document.querySelector(`input[type=radio][name="${element.name}"]`) === element;
  return [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.checkVisibility() && isFirstOfGroup(element),
  );
}

/** Puts the next Tab before everything, wherever a fragment or an autofocus has moved it. */
function startAtTop(): void {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}

/** Runs in the page, so everything it needs stands inside. A radio button or box is shown by its label. */
function readFocus(stops: HTMLElement[]): Focus | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const input = element instanceof HTMLInputElement ? element : null;
  const isSame = (stop: HTMLElement): boolean =>
    stop === element ||
    (stop instanceof HTMLInputElement && input?.type === 'radio' && stop.name === input.name);
  const shown = input?.labels?.[0] ?? element;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
  const [box] = element.getClientRects();
  const front =
    box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  let behind = shown.parentElement;
  const colourOf = (one: Element | null): string =>
    one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
  while (behind && colourOf(behind) === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  return {
    name: `${element.tagName.toLowerCase()} "${element.textContent.trim() || element.id}"`,
    place: stops.findIndex(isSame),
    outlineWidth: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    outlineColour: outlineColor,
    background: colourOf(behind),
    isInFront: front ? element.contains(front) || shown.contains(front) : false,
  };
}
