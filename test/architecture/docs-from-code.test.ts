import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import '../../src/app.module.ts';
import { configurationPage, environmentExample } from '../../dev/docs/configuration-page.ts';
import { dataInventoryPage } from '../../dev/docs/data-inventory-page.ts';
import { errorsPage } from '../../dev/docs/errors-page.ts';
import { eventsPage } from '../../dev/docs/events-page.ts';

/** Tables are laid out by the formatter; only their words count. */
const words = (text: string): string =>
  text.replace(/[ \t]*\|[ \t]*/g, '|').replace(/-{3,}/g, '---');

test.each([
  ['docs/configuration.md', configurationPage],
  ['docs/data-inventory.md', dataInventoryPage],
  ['docs/errors.md', errorsPage],
  ['docs/events.md', eventsPage],
  ['.env.example', environmentExample],
])('%s says what the code says; run `npm run docs` when it does not', (file, made) => {
  expect(words(readFileSync(file, 'utf8'))).toBe(words(made()));
});
