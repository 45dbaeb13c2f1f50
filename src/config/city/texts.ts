import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isKey, languages, placeholdersOf, sentence } from '../../words/words.ts';
import type { Key, Language, Texts } from '../../words/words.ts';
import { Refusal } from '../setting.ts';

const shape = z.strictObject({
  en: z.record(z.string(), z.string()),
  es: z.record(z.string(), z.string()),
});
type Given = z.infer<typeof shape>;

/**
 * Reads the file that `TEXTS_FILE` names: sentences to say in place of the built-in ones.
 * @throws Refusal naming the first key that does not exist, says nothing, lacks a language or has other placeholders
 */
export function readTexts(path: string): Texts {
  const given = parse(read(path));
  const keys = new Set(languages.flatMap((language) => Object.keys(given[language])));
  for (const key of keys) refuseKey(given, key);
  return given as Texts;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Refusal('names a file that cannot be read');
  }
}

function parse(json: string): Given {
  try {
    return shape.parse(JSON.parse(json));
  } catch {
    throw new Refusal(
      'must hold JSON such as {"en": {"start.h1": "..."}, "es": {"start.h1": "..."}}',
    );
  }
}

function refuseKey(given: Given, key: string): void {
  if (!isKey(key)) throw new Refusal(`has "${key}", which is no sentence of ours`);
  for (const language of languages) refuseText(language, key, given[language][key]);
}

function refuseText(language: Language, key: Key, text: string | undefined): void {
  if (text === undefined) throw new Refusal(`has "${key}", but not in "${language}"`);
  if (text.trim() === '') throw new Refusal(`says nothing for "${key}" in "${language}"`);
  const needed = placeholdersOf(sentence(language, key));
  if (placeholdersOf(text).join() === needed.join()) return;
  const list = needed.map((name) => `{${name}}`).join(', ') || 'no placeholder';
  throw new Refusal(`must use ${list} for "${key}" in "${language}"`);
}
