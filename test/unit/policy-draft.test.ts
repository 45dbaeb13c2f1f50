import { describe, expect, test } from '@jest/globals';
import { dayIn } from '../../src/kernel/calendar.ts';
import { problemAt } from '../../src/policy/draft-problems.ts';
import { readDraft } from '../../src/policy/policy-draft.ts';

const zone = 'America/Chicago';
const lines = (count: number): string[] => Array.from({ length: count }, () => 'A line.');
const right = {
  startsAt: '2027-02-01T08:00:00-06:00',
  asksAgain: true,
  en: { changes: lines(2) },
  es: { changes: lines(2) },
};

describe('a draft of a policy version', () => {
  test('is read with everything in it', () => {
    const texts = { en: { ...right.en, text: ' ## A\n- b ' }, es: { ...right.es, text: 'c' } };
    expect(readDraft({ ...right, ...texts }, zone)).toEqual({
      kind: 'draft',
      draft: {
        since: new Date('2027-02-01T14:00:00Z'),
        asksAgain: true,
        changes: { en: lines(2), es: lines(2) },
        text: { en: '## A\n- b', es: 'c' },
      },
    });
  });

  test('may name one change when nobody is asked, and keep the built-in words', () => {
    const few = { asksAgain: false, en: { changes: ['A'] }, es: { changes: ['B'] } };
    expect(readDraft({ ...right, ...few }, zone)).toMatchObject({ draft: { text: null } });
  });

  test.each<[string, object, string]>([
    ['with a word too many', { startAt: 1 }, 'The file: has something unknown: startAt.'],
    ['without Spanish', { es: undefined }, 'es: is missing or of the wrong kind.'],
    ['without a decision', { asksAgain: 'yes' }, 'asksAgain: must be true or false.'],
    [
      'that begins at no day',
      { startsAt: '2027-02-30' },
      'startsAt: must be a day such as "2027-02-01", or a moment with its offset.',
    ],
    [
      'that begins at a moment of nowhere',
      { startsAt: '2027-02-01T08:00:00' },
      'startsAt: must be a day such as "2027-02-01", or a moment with its offset.',
    ],
    [
      'that asks again for one change',
      { en: { changes: lines(1) }, es: { changes: lines(1) } },
      'en.changes: must have 2 to 5 lines when everybody is asked again.',
    ],
    [
      'with six changes',
      { en: { changes: lines(6) }, es: { changes: lines(6) } },
      'en.changes: must have at most 5 lines.',
    ],
    ['without changes', { en: { changes: [] } }, 'en.changes: must say what changed.'],
    [
      'with a change in English only',
      { en: { changes: lines(3) } },
      'es.changes: must have as many lines as in English.',
    ],
    [
      'with a text in English only',
      { en: { changes: lines(2), text: 'Ours.' } },
      'es.text: must be given in both languages or in neither.',
    ],
    [
      'with another heading',
      { en: { changes: lines(2), text: 'a\n# Big' }, es: { changes: lines(2), text: 'x' } },
      'en.text: may have headings that begin with "## ", and no other line that begins with "#".',
    ],
    [
      'with a change of two lines',
      { en: { changes: ['a\nb', 'c'] } },
      'en.changes.1: must be one line.',
    ],
  ])('is refused %s', (_, changes, problem) => {
    const problems = expect.arrayContaining([expect.objectContaining({ sentence: problem })]);
    expect(readDraft({ ...right, ...changes }, zone)).toEqual({ kind: 'refused', problems });
  });

  test.each([[null], ['text'], [[]], [7]])('is refused when it is %j', (given) => {
    const problems = [problemAt([], 'wrong-shape')];
    expect(readDraft(given, zone)).toEqual({ kind: 'refused', problems });
  });
});

test.each([
  ['2027-02-01', 'America/Chicago', '2027-02-01T06:00:00Z'],
  ['2027-07-01', 'America/Chicago', '2027-07-01T05:00:00Z'],
  ['2027-03-14', 'America/Chicago', '2027-03-14T06:00:00Z'],
  ['2027-03-15', 'America/Chicago', '2027-03-15T05:00:00Z'],
  ['2027-04-04', 'Australia/Sydney', '2027-04-03T13:00:00Z'],
  ['2027-02-01', 'UTC', '2027-02-01T00:00:00Z'],
])('%s begins in %s at %s', (day, timeZone, moment) => {
  expect(dayIn(day, timeZone)).toEqual(new Date(moment));
});
