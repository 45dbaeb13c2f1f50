import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { narrow, usual } from './screens.ts';

/** A third of the size of the readable one, which is what most of the time would go into. */
const program = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Naming the tags switches on what axe leaves out by default, such as the size of targets (WCAG 2.5.8). */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Way = (typeof ways)[number];

/** What colours and widths alone can break. */
const looks = ['color-contrast', 'link-in-text-block', 'target-size'];

const everything = { type: 'tag', values: tags } as const;
const onlyLooks = { type: 'rule', values: looks } as const;
const ways = [
  { name: '', size: usual, media: { colorScheme: 'light' }, runOnly: everything },
  { name: 'dark ', size: usual, media: { colorScheme: 'dark' }, runOnly: onlyLooks },
  { name: 'narrow dark ', size: narrow, media: { colorScheme: 'dark' }, runOnly: everything },
  { name: 'forced-colors ', size: narrow, media: { forcedColors: 'active' }, runOnly: onlyLooks },
  {
    name: 'narrow ',
    size: narrow,
    media: { forcedColors: 'none', colorScheme: 'light' },
    runOnly: onlyLooks,
  },
] as const;

/**
 * Every rule of these tags, on a desk in light colours and on a small phone in dark ones, and what colours and widths can
 * break in the other combinations and in the reader's own colours. Leaves axe in the page: look at other things before.
 */
export async function runAxe(page: Page): Promise<string[]> {
  await load(page);
  const findings: string[] = [];
  for (const { name, size, media, runOnly } of ways) {
    await page.setViewportSize(size);
    await page.emulateMedia(media);
    findings.push(...(await violations(page, runOnly)).map((finding) => `${name}axe ${finding}`));
  }
  await page.setViewportSize(usual);
  return findings;
}

/** As an expression of the debugger, which neither parses it beforehand nor asks what came of it. */
async function load(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: program });
  await session.detach();
}

/** Runs where the page is, which is many times as fast as fetching everything that axe has seen. */
function violations(page: Page, { type, values }: Way['runOnly']): Promise<string[]> {
  const runOnly = { type, values: [...values] };
  const options: RunOptions = {
    runOnly,
    resultTypes: ['violations'],
    selectors: false,
    iframes: false,
  };
  return page.evaluate(async (chosen) => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    const result = await inPage.run(document, chosen);
    return result.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
    );
  }, options);
}
