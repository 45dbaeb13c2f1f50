import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderPage } from '../../../src/ui/render.ts';
import type { Site } from '../../../src/ui/site.ts';
import { problems } from '../../../src/platform/http/problems.ts';
import { en } from '../../../src/words/en.ts';
import { es } from '../../../src/words/es.ts';
import { speak } from '../../../src/words/words.ts';
import type { Texts } from '../../../src/words/words.ts';
import { code, facebook, google, otherApp, otherName, site } from '../gallery/fixtures.ts';
import { wordsOfPolicy } from '../gallery/policy.tsx';
import { everyPage } from '../page-gallery.tsx';
import { textsOf } from './page-text.ts';

// Every sentence is said between two marks here, and every value in it between two others. What is left outside of
// sentences, and in values, has to come from somebody else: what stands in the code is found.

const [begin, end, valueBegins, valueEnds] = ['\uE000', '\uE001', '\uE002', '\uE003'];
const person = 'Ana Rivera';
const app = 'Parks Pass';

const marked = (sentences: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(sentences).map(([key, sentence]) => [
      key,
      begin + sentence.replace(/\{\w+\}/g, `${valueBegins}$&${valueEnds}`) + end,
    ]),
  );

let fallSilent: () => void;
beforeAll(() => {
  fallSilent = speak({ en: marked(en), es: marked(es) } as Texts);
});
afterAll(() => fallSilent());

/** What the city, the providers and the city's apps call themselves and their things. */
const ofOthers = new Set([
  person,
  app,
  otherName,
  otherApp,
  ...wordsOfPolicy,
  code,
  '7K3F-9QTR',
  google.label,
  facebook.label,
  // Families of browsers and systems.
  'Chrome',
  'Firefox',
  'Windows',
  'iOS',
  // For people who write software, in English only and from a table of its own.
  ...Object.entries(problems).flatMap(([slug, { status, title, help }]) => [
    slug,
    `${status}: ${title}`,
    help,
  ]),
  ...Object.values(site satisfies Site).flatMap((value) =>
    typeof value === 'object' && value !== null ? [value.en, value.es] : [String(value)],
  ),
]);

/** Addresses and names that software gives. */
const software = /https?:\/\/\S+|[a-z]+(_[a-z]+)+/g;

/** What is made and not said: dates and times, and amounts. */
const made = [
  /[A-Z][a-z]+ \d{1,2}, \d{4}(,? (at )?\d{1,2}(:\d\d)+\s[AP]M( \w+)?)?/g,
  /\d{1,2} de [a-z]+ de \d{4}(,? (a las? )?\d{1,2}(:\d\d)+\s[ap]\.?\s?m\.?( \w+)?)?/gi,
  /[A-Z][a-z]+ \d{4}/g,
  /[a-z]+ de \d{4}/g,
  /\d+ (minutes?|hours?|days?|months?|years?|minutos?|horas?|días?|mes(es)?|años?)/g,
];

/** What joins the parts of a list. */
const joints = new Set(['and', 'or', 'y', 'e', 'o', 'u']);

/** A text without its sentences: what is around them, and each value in them. */
function leftOf(text: string): string[] {
  let depth = 0;
  let left = '';
  for (const sign of text) {
    if (sign === begin || sign === valueEnds) depth += 1;
    else if (sign === end || sign === valueBegins) depth -= 1;
    if (depth === 0) left += /[\uE000-\uE003]/.test(sign) ? '\n' : sign;
  }
  return left.split('\n').map((part) => part.trim());
}

function isFromOutside(part: string): boolean {
  const known = [...ofOthers].toSorted((a, b) => b.length - a.length);
  const unknown = [software, ...known, ...made].reduce(
    (left: string, one) => left.replaceAll(one, ' '),
    part,
  );
  return (unknown.match(/\p{L}+/gu) ?? []).every((word) => joints.has(word));
}

function strangersOn(html: string): string[] {
  return textsOf(html)
    .flatMap(leftOf)
    .filter((part) => !isFromOutside(part));
}

describe('every text on a page comes from the catalogue or from somebody else', () => {
  test('on every page in every state and language', () => {
    const found = everyPage({ person, app }).map(({ id, language, page }) => ({
      page: `${id} in ${language}`,
      texts: strangersOn(renderPage(page)),
    }));
    expect(found.filter(({ texts }) => texts.length > 0)).toEqual([]);
  });

  test.each([
    ['a sentence in the code', <p>Please wait.</p>],
    ['a word beside a sentence', <p>{`${begin}Hello${end} there`}</p>],
    [
      'a word as the value of a sentence',
      <p>{`${begin}Call ${valueBegins}someone${valueEnds}.${end}`}</p>,
    ],
    ['a name that only a screen reader says', <nav aria-label="Main menu" />],
    ['what is said in place of a picture', <img alt="The seal of the city" />],
  ])('%s is found', (_, planted) => {
    expect(strangersOn(renderPage(planted))).toHaveLength(1);
  });
});
