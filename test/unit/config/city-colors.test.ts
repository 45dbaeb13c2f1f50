import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { cityColors, grounds } from '../../../src/config/city/colors.ts';
import { contrast, mixed } from '../../../src/config/city/contrast.ts';

test('two colours stand apart as the standard says', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#ffffff', '#ffffff')).toBe(1);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
});

test('the grounds are those of the style sheet', () => {
  const css = readFileSync('src/ui/assets/css/civic-link.css', 'utf8');
  const [light = '', dark = ''] = [...css.matchAll(/:root \{(.*?)\}/gs)].map(
    ([, inside]) => inside,
  );
  const names = ['paper', 'panel', 'info', 'success', 'warning', 'error'];
  const read = (sheet: string) =>
    names.map((name) => new RegExp(`--${name}: (#\\w+);`).exec(sheet)?.[1]);
  const short = grounds.light.map((color) => (color === '#ffffff' ? '#fff' : color));
  expect(read(light)).toEqual(short);
  expect(read(dark)).toEqual([...grounds.dark]);
});

test('any readable colour gets a shade that can be read on dark pages', () => {
  for (const color of ['#000000', '#1a4480', '#7a1f3d', '#00532b', '#5c1e00'] as const) {
    const { dark } = cityColors(color);
    for (const ground of grounds.dark) {
      expect(contrast(dark.color, ground)).toBeGreaterThanOrEqual(6);
      expect(contrast(dark.strong, ground)).toBeGreaterThanOrEqual(6);
    }
  }
});
