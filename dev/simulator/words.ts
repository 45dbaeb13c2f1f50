export type Language = 'en' | 'es';

/** The same words in each language the simulator speaks. */
export type Words = Readonly<Record<Language, string>>;

/**
 * Google's own parameter is `hl` ("es"), Facebook's is `locale` ("es_ES"); without either the
 * browser's wish counts.
 */
export function languageOf(query: URLSearchParams, acceptLanguage = ''): Language {
  const wish = query.get('hl') ?? query.get('locale') ?? acceptLanguage;
  return /^\s*es\b|^\s*es_/i.test(wish) ? 'es' : 'en';
}
