import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { en } from '../../src/words/en.ts';
import { es } from '../../src/words/es.ts';
import { formatAmount, formatDate, formatList } from '../../src/words/format.ts';
import { languages, pathIn, readPath, say, speak } from '../../src/words/words.ts';

const sentences = { en: Object.entries(en), es: Object.entries(es) };
const all = [...sentences.en, ...sentences.es];
const placeholders = (text: string): string =>
  [...new Set(text.match(/\{\w+\}/g))].toSorted().join();
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}’]+/gu) ?? [];

/** The entries that break a rule, so that a failure names them. */
const breaking = (
  entries: [string, string][],
  breaks: (text: string, key: string) => boolean,
): string[] => entries.filter(([key, text]) => breaks(text, key)).map(([key]) => key);

describe('the two catalogues', () => {
  test('have the same keys in the same order', () => {
    expect(Object.keys(es)).toEqual(Object.keys(en));
  });

  test('use the same placeholders in every sentence', () => {
    const inSpanish: Record<string, string> = es;
    const differ = (text: string, key: string): boolean =>
      placeholders(text) !== placeholders(inSpanish[key] ?? '');
    expect(breaking(sentences.en, differ)).toEqual([]);
  });

  test('have curly quotes only', () => {
    expect(breaking(all, (text) => /["']/.test(text))).toEqual([]);
  });

  test('have no spaces around a sentence, except after the prefix of an error', () => {
    const padded = (text: string, key: string): boolean =>
      text.trim() !== text && key !== 'common.error.prefix';
    expect(breaking(all, padded)).toEqual([]);
  });

  test('never say a sentence of more than 20 words', () => {
    const longest = (text: string): number =>
      Math.max(...text.split(/[.?!:]+(?:\s|$)/).map((sentence) => wordsOf(sentence).length));
    expect(breaking(all, (text) => longest(text) > 20)).toEqual([]);
  });

  test('have no words that only people who build such sites know', () => {
    const banned =
      /click here|invalid|forbidden|terminate|oauth|authenticat|token|credential|redirect|haga clic|inválid|prohibid|autentic/i;
    expect(breaking(all, (text) => banned.test(text))).toEqual([]);
  });

  test('have no English left in Spanish', () => {
    const english = new Set(['the', 'you', 'your', 'we', 'is', 'are', 'not', 'and', 'with', 'of']);
    const isEnglish = (text: string): boolean => wordsOf(text).some((word) => english.has(word));
    expect(breaking(sentences.es, isEnglish)).toEqual([]);
  });

  test('have no Spanish left in English, but for the name of the other language', () => {
    const spanish = /[ñáéíóú¿¡]/;
    expect(breaking(sentences.en, (text) => spanish.test(text))).toEqual(['common.lang.toggle']);
  });
});

test('every sentence is said somewhere', () => {
  const code = globSync('src/**/*.{ts,tsx}', { exclude: ['src/words/**'] })
    .map((file) => readFileSync(file, 'utf8'))
    .join();
  // The error page puts these keys together from the status.
  const isComposed = (key: string): boolean => /^err\.\d{3}\.(h1|p)$/.test(key);
  const isSaid = (key: string): boolean => isComposed(key) || code.includes(`'${key}'`);
  expect(breaking(sentences.en, (_, key) => !isSaid(key))).toEqual([]);
});

describe('say', () => {
  test('puts each value where it belongs, in either language', () => {
    const values = { version: 3, date: 'May 1' };
    expect(say('en', 'consent.policy', values)).toBe('This is policy version 3, from May 1.');
    expect(say('es', 'consent.policy', values)).toBe(
      'Esta es la versión 3 de la política, del May 1.',
    );
  });

  test('takes a value as it is, even one that looks like a placeholder or a pattern', () => {
    expect(say('en', 'start.btn', { provider: '{provider} $& <b>' })).toBe(
      'Continue with {provider} $& <b>',
    );
  });

  test('does not compile with a value missing, a value too many, or an unknown key', () => {
    // @ts-expect-error the provider is missing
    expect(() => say('en', 'start.btn')).not.toThrow();
    // @ts-expect-error no such placeholder
    expect(say('en', 'start.btn', { provider: 'Google', app: 'Parks' })).toBeTruthy();
    // @ts-expect-error this sentence takes nothing
    expect(say('en', 'start.h1', { provider: 'Google' })).toBeTruthy();
    // @ts-expect-error no such sentence
    expect(() => say('en', 'start.nothing')).toThrow('undefined');
  });
});

describe('a city’s own words', () => {
  const texts = {
    en: { 'start.btn': '<b>{provider}</b> please' },
    es: { 'start.btn': '{provider}' },
  };

  test('are said until they are taken back, and the others stay as they are', () => {
    const takeBack = speak(texts);
    expect(say('en', 'start.btn', { provider: 'Google' })).toBe('<b>Google</b> please');
    expect(say('es', 'start.btn', { provider: 'Google' })).toBe('Google');
    expect(say('en', 'start.h1')).toBe(en['start.h1']);
    takeBack();
    expect(say('en', 'start.btn', { provider: 'Google' })).toBe('Continue with Google');
  });

  test('are the same for all who speak at once', () => {
    const [first, second] = [speak(texts), speak(texts)];
    expect(() => speak({ en: {}, es: {} })).toThrow('other texts');
    first();
    expect(say('es', 'start.btn', { provider: 'Google' })).toBe('Google');
    second();
    speak({ en: {}, es: {} })();
  });
});

describe('a path in a language', () => {
  test.each([
    ['/', '/es'],
    ['/?r=1', '/es?r=1'],
    ['/account', '/es/account'],
    ['/link/google?r=1', '/es/link/google?r=1'],
    ['/establish', '/es/establish'],
  ])('%s is the same in English and %s in Spanish, and back', (path, spanish) => {
    expect(pathIn('en', path)).toBe(path);
    expect(pathIn('es', path)).toBe(spanish);
    for (const language of languages) {
      expect(readPath(pathIn(language, path))).toEqual({ language, path });
    }
  });
});

describe('formats', () => {
  test('a date is the one in the city, not the one in Greenwich', () => {
    const evening = new Date('2026-07-05T02:00:00Z');
    expect(formatDate('en', evening, 'America/Chicago')).toBe('July 4, 2026');
    expect(formatDate('es', evening, 'America/Chicago')).toBe('4 de julio de 2026');
  });

  test('an amount has its unit in the right number', () => {
    expect(formatAmount('en', 1, 'minute')).toBe('1 minute');
    expect(formatAmount('en', 10, 'minute')).toBe('10 minutes');
    expect(formatAmount('es', 12, 'hour')).toBe('12 horas');
  });

  test('a list reads as people say it', () => {
    expect(formatList('en', ['Google', 'Facebook'], 'or')).toBe('Google or Facebook');
    expect(formatList('es', ['Google', 'Facebook', 'Apple'], 'and')).toBe(
      'Google, Facebook y Apple',
    );
  });
});
