import { expect, test } from '@jest/globals';
import { launchChromium } from './chromium.ts';

test('a browser with fonts comes with the packages', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent('<p lang="es">¿Qué guardamos?</p>');
    const text = page.getByText('¿Qué guardamos?');
    expect((await text.boundingBox())?.height).toBeGreaterThan(10);
    const width = await text.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width;
    });
    expect(width).toBeGreaterThan(50);
  } finally {
    await browser.close();
  }
});
