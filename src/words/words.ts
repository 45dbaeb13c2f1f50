/**
 * Owns: every sentence a resident can read, in each language, and where a language lives in a URL.
 * Does not: choose what to say, or know what a page looks like.
 * Hands off to: the pages, which put the sentences together.
 */
import { en } from './en.ts';
import { es } from './es.ts';

const catalogues = { en, es } as const;

/** What is said now: the catalogues, and the city's own sentences in their place. */
let spoken: Record<Language, Record<Key, string>> = catalogues;
let speakers: { texts: string; count: number } = { texts: '', count: 0 };

export type Language = keyof typeof catalogues;
export const languages = ['en', 'es'] as const satisfies readonly Language[];

/** A text that the city or an app gives in each language. */
export type InEachLanguage = Readonly<Record<Language, string>>;

/** What something is called: the same in every language, as "Google" is, or not. */
export type Name = string | InEachLanguage;

export const nameIn = (language: Language, name: Name): string =>
  typeof name === 'string' ? name : name[language];

export type Key = keyof typeof en;

/** Sentences that a city says in its own words; the others stay as they are. */
export type Texts = Readonly<Record<Language, Readonly<Partial<Record<Key, string>>>>>;

type Placeholder<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What a sentence needs: nothing, or one value for each of its `{placeholders}`. */
export type Params<K extends Key> = [Placeholder<(typeof en)[K]>] extends [never]
  ? []
  : [values: Record<Placeholder<(typeof en)[K]>, Name | number>];

/** A sentence that needs nothing. */
export type PlainKey = { [K in Key]: Params<K> extends [] ? K : never }[Key];

/** `say` with the language already chosen. */
export type Say = <K extends Key>(key: K, ...params: Params<K>) => string;

/** The sentence `key` in `language`. A missing or an extra value does not compile; escaping is the page's. */
export function say<K extends Key>(language: Language, key: K, ...params: Params<K>): string {
  const values: Record<string, Name | number | undefined> = params[0] ?? {};
  return spoken[language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'object' ? value[language] : String(value);
  });
}

export const sayIn =
  (language: Language): Say =>
  (key, ...params) =>
    say(language, key, ...params);

/** True for the name of a sentence. */
export const isKey = (name: string): name is Key => Object.hasOwn(en, name);

/** The built-in sentence, with its placeholders and whatever a city says in its place. */
export const sentence = (language: Language, key: Key): string => catalogues[language][key];

/** The names between braces, each once and sorted. */
export const placeholdersOf = (text: string): string[] =>
  [...new Set(text.match(/\{\w+\}/g))].map((braced) => braced.slice(1, -1)).toSorted();

/**
 * Says a city's own sentences until the returned function is called. `say` is everywhere and has no room for a
 * service, so a process has one voice: services side by side must say the same, and the first and the last one set it.
 * @throws Error when another service of this process says something else
 */
export function speak(texts: Texts): () => void {
  const own = JSON.stringify(texts);
  if (speakers.count > 0 && speakers.texts !== own) {
    throw new Error('Another service in this process has other texts.');
  }
  speakers = { texts: own, count: speakers.count + 1 };
  spoken = { en: { ...en, ...texts.en }, es: { ...es, ...texts.es } };
  return () => {
    speakers.count -= 1;
    if (speakers.count === 0) spoken = catalogues;
  };
}

/** Where `path` lives in `language`: English at `/x`, Spanish at `/es/x`. A query string is kept. */
export function pathIn(language: Language, path: string): string {
  if (language === 'en') return path;
  return `/${language}${/^\/(?![^?#])/.test(path) ? path.slice(1) : path}`;
}

/** The opposite of `pathIn`: which language a requested path is in, and the path without it. */
export function readPath(path: string): { language: Language; path: string } {
  const spanish = /^\/es(?=[/?#]|$)/;
  if (!spanish.test(path)) return { language: 'en', path };
  const rest = path.replace(spanish, '');
  return { language: 'es', path: rest.startsWith('/') ? rest : `/${rest}` };
}
