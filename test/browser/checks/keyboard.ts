import type { JSHandle, Page } from 'playwright-core';
import { contrast } from './contrast.ts';
import { low, usual } from './screens.ts';

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
 * Walks the page with Tab and back with Shift+Tab: every control in document order and down the page, each with a focus
 * that can be seen and nothing in front of it (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7, 2.4.11), the skip link first (2.4.1).
 * The way back is walked in dark colours and in a low window.
 */
export async function walkByKeyboard(page: Page): Promise<string[]> {
  await page.setViewportSize(usual);
  const stops = await page.evaluateHandle(tabStops);
  const count = await stops.evaluate((list) => list.length);
  const findings = await stops.evaluate(jumps);
  await page.evaluate(startAtTop);
  const seen = await page.evaluateHandle(watchFocus, stops);
  const places = [...Array.from({ length: count }).keys()];
  findings.push(...(await walk(page, seen, places)));
  await page.setViewportSize(low);
  await page.emulateMedia({ colorScheme: 'dark' });
  const back = places.slice(0, -1).toReversed();
  await page.keyboard.down('Shift');
  findings.push(...(await walk(page, seen, back)).map((finding) => `back ${finding}`));
  await page.keyboard.up('Shift');
  findings.push(...(await useSkipLink(page)));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(usual);
  return findings;
}

/** Presses Tab once for each of these stops, and judges what had the focus each time the key came up. */
async function walk(
  page: Page,
  seen: JSHandle<(Focus | null)[]>,
  places: readonly number[],
): Promise<string[]> {
  for (const _ of places) await page.keyboard.press('Tab');
  const found = await seen.evaluate((list) => list.splice(0));
  return places.flatMap((place, press) => judge(found[press] ?? null, place));
}

function judge(focus: Focus | null, place: number): string[] {
  if (focus?.place !== place) return [`keyboard: stop ${place} is ${focus?.name ?? 'nothing'}`];
  const findings: string[] = [];
  if (focus.outlineWidth < 2) findings.push(`focus-visible: ${focus.name}`);
  else if (contrast(focus.outlineColour, focus.background) < 3) {
    findings.push(`focus-contrast: ${focus.name}, ${focus.outlineColour} on ${focus.background}`);
  }
  if (!focus.isInFront) findings.push(`focus-obscured: ${focus.name}`);
  return findings;
}

/** Runs in the page: stops that lie above the one before them, so that the focus would jump up. The skip link may. */
function jumps(stops: HTMLElement[]): string[] {
  const [, ...rest] = stops;
  return rest.flatMap((stop, index) => {
    const before = rest[index - 1]?.getBoundingClientRect();
    const isAbove = before !== undefined && stop.getBoundingClientRect().bottom <= before.top;
    return isAbove ? [`focus-order: up to "${stop.textContent.trim() || stop.id}"`] : [];
  });
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
  const selector =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
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

/**
 * Notes in the page what has the focus each time Tab comes up, which spares a question after each press. Everything it
 * needs stands inside. A radio button or box is shown by its label.
 */
function watchFocus(stops: HTMLElement[]): (Focus | null)[] {
  const colourOf = (one: Element | null): string =>
    one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
  const read = (element: Element | null): Focus | null => {
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const input = element instanceof HTMLInputElement ? element : null;
    const isSame = (stop: HTMLElement): boolean =>
      stop === element ||
      (stop instanceof HTMLInputElement && input?.type === 'radio' && stop.name === input.name);
    const isText = input?.type === 'text';
    const shown = (isText ? null : input?.labels?.[0]) ?? element;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shown);
    const [box] = element.getClientRects();
    // The middle of what is on the screen: a tall field need not fit on a low one.
    const top = Math.max(0, box?.top ?? 0);
    const middle = (top + Math.min(innerHeight, box?.bottom ?? 0)) / 2;
    const front = box && document.elementFromPoint(box.left + box.width / 2, middle);
    let behind = shown.parentElement;
    while (behind && colourOf(behind) === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    return {
      name: `${element.tagName.toLowerCase()} "${element.textContent.trim() || element.id}"`,
      place: stops.findIndex(isSame),
      outlineWidth: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      outlineColour: outlineColor,
      background: colourOf(behind),
      isInFront: front ? element.contains(front) || shown.contains(front) : false,
    };
  };
  const seen: (Focus | null)[] = [];
  addEventListener('keyup', (event) => {
    if (event.key === 'Tab') seen.push(read(document.activeElement));
  });
  return seen;
}
