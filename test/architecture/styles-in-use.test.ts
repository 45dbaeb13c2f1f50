import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { stylesInUse, styleSheet } from '../../dev/styles/styles-in-use.ts';

test('browsers get the styles that our pages use and no others; run `npm run styles` when they do not', async () => {
  expect(readFileSync(styleSheet, 'utf8')).toBe(await stylesInUse());
});
