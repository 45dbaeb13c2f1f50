import { languages } from '../words/words.ts';
import type { InEachLanguage } from '../words/words.ts';

/** A draft as somebody typed it, finished or not. */
export interface TypedDraft {
  /** A day such as `2027-02-01`. */
  startsOn: string;
  asksAgain: boolean;
  /** What changed, a line each. */
  changes: InEachLanguage;
  /** Empty for the built-in words. */
  text: InEachLanguage;
}

/** How much may be typed into the fields of each kind: a little more than can be published. */
export const longest = { startsOn: 40, changes: 2000, text: 45_000 } as const;

/** Nothing typed yet. */
export const blankDraft: TypedDraft = {
  startsOn: '',
  asksAgain: false,
  changes: { en: '', es: '' },
  text: { en: '', es: '' },
};

/** The same as the file that the terminal takes, so that the rules are the same, too. */
export function fileOf({ startsOn, asksAgain, changes, text }: TypedDraft): object {
  const parts = languages.map((language) => {
    const own = text[language].trim();
    const lines = linesOf(changes[language]);
    return [language, { changes: lines, ...(own !== '' && { text: own }) }];
  });
  return { startsAt: startsOn.trim(), asksAgain, ...Object.fromEntries(parts) };
}

/** The lines that have something in them. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
