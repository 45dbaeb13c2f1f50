import { describe, expect, test } from '@jest/globals';
import { renderPage } from '../../../src/ui/render.ts';
import { everyPage } from '../page-gallery.tsx';
import { blocksOf } from './page-text.ts';
import { easeOf, gradeOf, sentencesOf, wordsOf } from './readability.ts';

/** The grade that the city's readers are sure to have reached. */
const highestGrade = 6;
/** "Quite easy" begins at 65 (INFLESZ). The counter goes by rules, so a little less still passes. */
const leastEase = 62;
const mostWords = 20;

/** Pages that are lists and no prose, of which the formulas say nothing, each with the reason. */
const onlyLists: Record<string, string> = {};

const pages = everyPage({ person: 'Ana Rivera', app: 'Parks Pass' })
  .filter(({ id }) => !(id in onlyLists))
  .map(({ page, ...about }) => ({ ...about, blocks: blocksOf(renderPage(page)) }));
const english = pages.filter(({ language }) => language === 'en');
const spanish = pages.filter(({ language }) => language === 'es');

/** The pages that break a rule, each with its figure. */
const breaking = (
  of: typeof pages,
  figure: (blocks: string[]) => number,
  breaks: (figure: number) => boolean,
): string[] =>
  of
    .map(({ id, blocks }) => ({ id, value: figure(blocks) }))
    .filter(({ value }) => breaks(value))
    .map(({ id, value }) => `${id}: ${value.toFixed(1)}`);

const isTooHard = (grade: number): boolean => grade > highestGrade;
const longest = (blocks: string[]): number =>
  Math.max(...sentencesOf(blocks).map((sentence) => wordsOf(sentence).length));

describe('what a page says', () => {
  test('can be read in sixth grade, on every page in English', () => {
    expect(breaking(english, gradeOf, isTooHard)).toEqual([]);
  });

  test('is quite easy on every page in Spanish', () => {
    expect(breaking(spanish, easeOf, (ease) => ease < leastEase)).toEqual([]);
  });

  test('has no sentence of more than twenty words, with the values in it', () => {
    expect(breaking(pages, longest, (words) => words > mostWords)).toEqual([]);
  });

  test('is looked at on every page but those that are lists', () => {
    const ids = new Set(everyPage({ person: '', app: '' }).map(({ id }) => id));
    expect(Object.keys(onlyLists).filter((id) => !ids.has(id))).toEqual([]);
    for (const { id, blocks } of pages)
      expect({ id, texts: blocks.length > 1 }).toEqual({ id, texts: true });
  });

  test('would be found too hard where it is', () => {
    const hard = `<main><h1>Authentication</h1><p>Identity providers administer the aforementioned credentials exclusively.</p></main>`;
    const page = { id: 'hard', language: 'en' as const, blocks: blocksOf(hard) };
    expect(breaking([page], gradeOf, isTooHard)).toHaveLength(1);
    expect(breaking([page], easeOf, (ease) => ease < leastEase)).toHaveLength(1);
  });
});
