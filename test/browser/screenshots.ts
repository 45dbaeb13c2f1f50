import { join } from 'node:path';
import type { Visitor } from './visitor.ts';

/** Saves the page as it looks on a desk and on a small phone, where CIVIC_SCREENSHOTS names a folder. */
export async function takePictures({ page, language }: Visitor, id: string): Promise<void> {
  const folder = process.env.CIVIC_SCREENSHOTS;
  if (folder === undefined) return;
  const name = id.replace('/', '--');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const path = join(folder, `${name}.${language}.${width}.png`);
    await page.screenshot({ path, fullPage: true });
  }
}
