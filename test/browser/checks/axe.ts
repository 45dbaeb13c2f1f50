import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Naming the tags switches on what axe leaves out by default, such as the size of targets (WCAG 2.5.8). */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Every rule of axe in light colours, and the contrast once more in dark ones. */
export async function runAxe(page: Page): Promise<string[]> {
  const light = await violations(new AxeBuilder({ page }).withTags(tags));
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await violations(new AxeBuilder({ page }).withRules('color-contrast'));
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark.map((finding) => `dark ${finding}`)];
}

/** Legacy mode stays in this page; the other one opens a second page to look into frames, and we have none. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  const result = await axe.setLegacyMode(true).analyze();
  return result.violations.map(
    ({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}
