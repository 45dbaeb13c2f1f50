export type Language = 'en' | 'es';

/** The same words in each language the simulator speaks. */
export type Words = Readonly<Record<Language, string>>;

/**
 * Google's own parameter is `hl` ("es"), that of Facebook ("es_ES") and login.gov ("es") is `locale`, that of OpenID
 * Connect is `ui_locales`; without any the browser's wish counts.
 */
export function languageOf(query: URLSearchParams, acceptLanguage = ''): Language {
  const wish = query.get('hl') ?? query.get('locale') ?? query.get('ui_locales') ?? acceptLanguage;
  return /^\s*es\b|^\s*es_/i.test(wish) ? 'es' : 'en';
}
