import type { VNode } from 'preact';
import type { Check } from '../checks.ts';
import type { Trial } from '../visitors.ts';
import { checkWords, trialWords, words } from '../words.ts';
import type { Language } from '../words.ts';

interface ChecksViewProps {
  language: Language;
  trial: Trial;
  checks: readonly Check[];
}

/** Every check with what was found; in words too, never by colour alone. */
export function ChecksView({ language, trial, checks }: ChecksViewProps): VNode {
  const isGood = checks.every(({ passed }) => passed);
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{words.checks[language]}</h2>
      {trial !== 'as-issued' && <p>{trialWords[trial][language]}</p>}
      <p class={isGood ? 'verdict passed' : 'verdict failed'}>
        {isGood ? words.good[language] : words.bad[language]}
      </p>
      <ul class="checks" role="list">
        {checks.map((check) => (
          <CheckLine language={language} check={check} />
        ))}
      </ul>
    </section>
  );
}

function CheckLine({ language, check }: { language: Language; check: Check }): VNode {
  const { name, passed, found, wanted } = check;
  return (
    <li class={passed ? 'passed' : 'failed'} data-check={name}>
      <strong>
        <span aria-hidden="true">{passed ? '✔' : '✘'}</span>{' '}
        {passed ? words.passed[language] : words.failed[language]}
      </strong>{' '}
      {checkWords[name][language]}: <code>{found}</code>
      {!passed && wanted !== '' && (
        <>
          {' '}
          ({words.wanted[language]}: <code>{wanted}</code>)
        </>
      )}
    </li>
  );
}
