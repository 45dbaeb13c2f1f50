/**
 * Owns: every sentence a resident can read, in each language, and where a language lives in a URL.
 * Does not: choose what to say, or know what a page looks like.
 * Hands off to: the pages, which put the sentences together.
 */
import { en } from './en.ts';
import { es } from './es.ts';

const catalogues = { en, es } as const;

export type Language = keyof typeof catalogues;
export const languages = ['en', 'es'] as const satisfies readonly Language[];

/** A text that the city or an app gives in each language. */
export type InEachLanguage = Readonly<Record<Language, string>>;

export type Key = keyof typeof en;

type Placeholder<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What a sentence needs: nothing, or one value for each of its `{placeholders}`. */
export type Params<K extends Key> = [Placeholder<(typeof en)[K]>] extends [never]
  ? []
  : [values: Record<Placeholder<(typeof en)[K]>, string | number>];

/** `say` with the language already chosen. */
export type Say = <K extends Key>(key: K, ...params: Params<K>) => string;

/** The sentence `key` in `language`. A missing or an extra value does not compile; escaping is the page's. */
export function say<K extends Key>(language: Language, key: K, ...params: Params<K>): string {
  const values: Record<string, string | number> = params[0] ?? {};
  return catalogues[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

export const sayIn =
  (language: Language): Say =>
  (key, ...params) =>
    say(language, key, ...params);

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
