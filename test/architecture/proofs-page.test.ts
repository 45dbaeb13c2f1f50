import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { figuresOf, inWords } from '../../dev/proofs/figures.ts';
import { promiseOf, proofFile, proofNames } from '../../dev/proofs/proof-files.ts';
import { readRecords, withFigures } from '../../dev/proofs/records.ts';

/** Tables are laid out by the formatter; only their words count. */
const words = (text: string): string =>
  text.replace(/[ \t]*\|[ \t]*/g, '|').replace(/-{3,}/g, '---');

const page = readFileSync('docs/proofs.md', 'utf8');

test('docs/proofs.md shows the figures of docs/proofs.json', () => {
  expect(words(withFigures(page, readRecords()))).toBe(words(page));
});

test('figures are kept of proofs that exist, as numbers', () => {
  for (const [name, { date, figures }] of Object.entries(readRecords())) {
    expect(proofNames()).toContain(name);
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(figuresOf(JSON.stringify(figures))).toEqual(figures);
  }
});

describe.each(proofNames())('the proof %s', (name) => {
  test('opens with its promise in one sentence, and the page names it', () => {
    expect(promiseOf(name)).toMatch(/^[A-Z].+\.$/);
    expect(page).toContain(`\`${name}\``);
    expect(readFileSync(proofFile(name), 'utf8').split('\n').length).toBeLessThan(200);
  });
});

describe('figures', () => {
  test('are counts, in the words of the page', () => {
    expect(inWords({ pairs: 10_000, 'two winners': 0 })).toBe('pairs: 10,000, two winners: 0');
  });

  test.each([[null], ['null'], ['{"pairs":"many"}'], ['{"pairs":null}']])('%s is none', (text) => {
    expect(figuresOf(text)).toBeNull();
  });
});
