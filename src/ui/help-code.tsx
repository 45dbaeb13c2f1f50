import type { VNode } from 'preact';
import { sayIn, type Language } from '../words/words.ts';

/** The code by which the help desk finds what went wrong. */
export function HelpCode({ language, code }: { language: Language; code: string }): VNode {
  return <p class="cl-help-code">{sayIn(language)('common.help.code', { code })}</p>;
}
