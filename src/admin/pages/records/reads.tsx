import type { VNode } from 'preact';
import { languages } from '../../../words/words.ts';
import type { InEachLanguage, Say } from '../../../words/words.ts';

const languageNames = { en: 'record.language.en', es: 'record.language.es' } as const;

/** What a resident will read of what staff are about to do, in both languages. */
export function Reads({ say, reads }: { say: Say; reads: InEachLanguage }): VNode {
  return (
    <>
      <h2>{say('order.reads.h2')}</h2>
      <dl class="cl-summary">
        {languages.map((language) => (
          <div class="cl-summary__row">
            <dt>{say(languageNames[language])}</dt>
            <dd lang={language}>{reads[language]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
