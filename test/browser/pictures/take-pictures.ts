import { join } from 'node:path';
import { narrow, usual } from '../checks/screens.ts';
import type { Visitor } from '../visitor.ts';
import { fileName, themes } from './picture.ts';

/** Saves the page that is open as it looks on a small phone and on a desk, in light and in dark colours. */
export async function takePictures(
  { page, language }: Visitor,
  id: string,
  folder: string,
): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const size of [narrow, usual]) {
      await page.setViewportSize(size);
      const path = join(folder, fileName({ id, language, width: size.width, theme }));
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
