import { languages } from '../../../words/words.ts';
import type { Language } from '../../../words/words.ts';
import type { Parameters } from '../../parameters.ts';

/** The first of the app's `ui_locales` that we speak (OIDC Core §3.1.2.1); null when it names none. */
export function readLanguage(parameters: Parameters): Language | null {
  const wanted = (parameters.get('ui_locales') ?? '').toLowerCase().split(' ');
  for (const locale of wanted) {
    const spoken = languages.find((language) => locale.split('-')[0] === language);
    if (spoken !== undefined) return spoken;
  }
  return null;
}
