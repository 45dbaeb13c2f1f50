import type { DraftProblem } from '../../../policy/draft-problems.ts';
import type { Problem } from '../../../ui/error-summary.tsx';
import { sayIn } from '../../../words/words.ts';
import type { Language, PlainKey } from '../../../words/words.ts';
import { fieldOf } from '../../policy-form.ts';
import type { DraftField } from '../../policy-form.ts';

/** What the form calls each field. */
export const fieldLabels: Readonly<Record<DraftField, PlainKey>> = {
  starts: 'staff.policy.edit.starts',
  asks: 'staff.policy.edit.asks',
  'changes-en': 'staff.policy.edit.changes.en',
  'changes-es': 'staff.policy.edit.changes.es',
  'text-en': 'staff.policy.edit.text.en',
  'text-es': 'staff.policy.edit.text.es',
};

/** Only a file can have what the form has no way to send. */
const words: Readonly<Record<DraftProblem['code'], PlainKey>> = {
  empty: 'staff.policy.bad.empty',
  'few-changes': 'staff.policy.bad.few-changes',
  'line-too-long': 'staff.policy.bad.line-too-long',
  'many-changes': 'staff.policy.bad.many-changes',
  'no-changes': 'staff.policy.bad.no-changes',
  'not-a-choice': 'staff.policy.bad.other',
  'not-a-day': 'staff.policy.bad.not-a-day',
  'not-a-list': 'staff.policy.bad.other',
  'not-one-line': 'staff.policy.bad.other',
  'not-text': 'staff.policy.bad.other',
  'one-language': 'staff.policy.bad.one-language',
  'other-count': 'staff.policy.bad.other-count',
  'other-heading': 'staff.policy.bad.other-heading',
  'text-empty': 'staff.policy.bad.other',
  'text-too-long': 'staff.policy.bad.text-too-long',
  'too-early': 'staff.policy.bad.too-early',
  'too-soon': 'staff.policy.bad.too-soon',
  'unknown-field': 'staff.policy.bad.other',
  'wrong-shape': 'staff.policy.bad.other',
};

/** What keeps a draft from being published, in words. Each thing is said once, however many lines it is true of. */
export function problemsInWords(language: Language, problems: readonly DraftProblem[]): Problem[] {
  const said = problems.map(({ field, code }) => {
    const name = fieldOf(field);
    return inWords(language, name, words[code]);
  });
  return said.filter(
    ({ message }, index) => said.findIndex((one) => one.message === message) === index,
  );
}

/** Fields with too much in them to be saved, in words. */
export function lengthsInWords(language: Language, fields: readonly DraftField[]): Problem[] {
  return fields.map((field) => inWords(language, field, 'staff.policy.edit.long'));
}

function inWords(language: Language, field: DraftField, key: PlainKey): Problem {
  const say = sayIn(language);
  const values = { field: say(fieldLabels[field]), problem: say(key) };
  return { field, message: say('staff.policy.edit.problem', values) };
}
