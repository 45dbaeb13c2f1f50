import { describe, expect, test } from '@jest/globals';
import { easeOf, gradeOf, sentencesOf, syllablesInSpanish, syllablesOf } from './readability.ts';

/** Words of the pages and words that are hard to count, with their syllables as a dictionary has them. */
const english = {
  1: `a the sign name keep we check save link used asked closed linked saved leave page these choose code please done rules
    through yes use type help shared signed called phone’s months lives changed`,
  2: `account service social delete only saving removed before city public people little table sometimes someone something
    cookies started needed open into other google being going useful safely spanish english twenty sentence language person
    changes pages website lawyer quiet doing settled handled proven wasn’t`,
  3: `policy privacy company together remember everyone example personal computer agency library possible important however
    decided family telephone media radio idea period area sign-in-page client-side`,
  4: 'information activity society february technology necessary application january american',
  5: 'university verification electricity possibility',
  6: 'identification responsibility',
};

const spanish = {
  1: 'a el la que quien no sí dos tres ley voy',
  2: 'cuenta nombre guarda borra usted ciudad cuando puede otra casa',
  3: 'vínculo servicio número guardamos registro quitarla idea',
  4: 'contraseña información privacidad teléfono política',
  5: 'computadora guardaríamos',
};

/** Every word with the number it stands under. */
const known = (list: Record<number, string>): [string, number][] =>
  Object.entries(list).flatMap(([number, words]) =>
    words.split(/\s+/).map((word): [string, number] => [word, Number(number)]),
  );

describe('syllables are counted as people say them', () => {
  test.each(known(english))('%s: %i', (word, number) => {
    expect(syllablesOf(word)).toBe(number);
  });
  test.each(known(spanish))('%s: %i', (word, number) => {
    expect(syllablesInSpanish(word)).toBe(number);
  });
});

test('a grade is what the formula makes of words and sentences', () => {
  expect(sentencesOf(['We keep it. You can: take it', 'away']).map(String)).toHaveLength(4);
  expect(gradeOf(['The cat sat on the mat.'])).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 5);
  expect(gradeOf(['Information', 'Privacy'])).toBeGreaterThan(20);
  expect(easeOf(['La casa es de mi mamá.'])).toBeCloseTo(206.835 - (62.3 * 8) / 6 - 6, 5);
});

test('what officials write is harder than what we write', () => {
  const hard =
    'Notwithstanding the aforementioned provisions, residents’ authentication credentials are administered exclusively by the identity provider.';
  expect(gradeOf([hard])).toBeGreaterThan(15);
  expect(gradeOf(['You sign in on their website. We never see your password.'])).toBeLessThan(5);
});
