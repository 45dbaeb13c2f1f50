import type { VNode } from 'preact';
import type { FilterName } from '../../../audit/audit-filters.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/fields.tsx';
import { QuestionForm } from '../../../ui/question-form.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { PlainKey, Say } from '../../../words/words.ts';
import { filterFields } from '../../audit/asked-filters.ts';
import type { AskedTexts } from '../../audit/asked-filters.ts';
import type { AuditChoices, Choice } from '../../audit/told-entry.ts';

export interface FilterFormProps {
  frame: PageFrame;
  asked: AskedTexts;
  choices: AuditChoices;
  /** What could not be understood. */
  wrong: readonly FilterName[];
}

const labels = {
  from: 'audit.from',
  to: 'audit.to',
  type: 'audit.type',
  staff: 'audit.staff',
  residentId: 'audit.record',
  provider: 'audit.provider',
  appId: 'audit.app',
  reason: 'audit.reason',
  entry: 'audit.entry',
} as const satisfies Record<FilterName, PlainKey>;

const wrongWords = {
  from: 'audit.wrong.from',
  to: 'audit.wrong.to',
  type: 'audit.wrong.choice',
  staff: 'audit.wrong.choice',
  residentId: 'audit.wrong.record',
  provider: 'audit.wrong.choice',
  appId: 'audit.wrong.choice',
  reason: 'audit.wrong.choice',
  entry: 'audit.wrong.entry',
} as const satisfies Record<FilterName, PlainKey>;

/** What is wrong with a filter, in the words of the error summary. */
export function wrongIn(say: Say, name: FilterName): string {
  return say(wrongWords[name]);
}

/** What to look for. Its fields are the filters of the ledger; it stands open where something was asked. */
export function FilterForm(props: FilterFormProps): VNode {
  const { frame, asked } = props;
  const say = sayIn(frame.language);
  const isAsked = filterFields.some((name) => asked[name] !== '');
  return (
    <details class="cl-more" open={isAsked}>
      <summary>{say('audit.filters')}</summary>
      <QuestionForm frame={frame} action="/staff/audit">
        {filterFields.map((name) => (
          <Field {...props} name={name} />
        ))}
        <div class="cl-actions">
          <Button>{say('audit.ask')}</Button>
          {isAsked && (
            <ButtonLink look="plain" href={pathIn(frame.language, '/staff/audit')}>
              {say('audit.clear')}
            </ButtonLink>
          )}
        </div>
      </QuestionForm>
    </details>
  );
}

function Field(props: FilterFormProps & { name: FilterName }): VNode {
  const { frame, asked, choices, wrong, name } = props;
  const say = sayIn(frame.language);
  const field = {
    name,
    label: say(labels[name]),
    ...(wrong.includes(name) && { problem: wrongIn(say, name) }),
  };
  switch (name) {
    case 'from':
    case 'to':
      return <TextField {...field} hint={say('audit.day.hint')} value={asked[name]} />;
    case 'residentId':
      return <TextField {...field} hint={say('audit.record.hint')} value={asked[name]} />;
    case 'entry':
      return <TextField {...field} hint={say('audit.entry.hint')} value={asked[name]} />;
    case 'type':
    case 'staff':
    case 'provider':
    case 'appId':
    case 'reason':
      return (
        <Select
          {...field}
          options={withAsked(choices[name], asked[name])}
          empty={say('audit.any')}
          chosen={asked[name]}
        />
      );
    default:
      return name satisfies never;
  }
}

/** What is not there any more can still be what an address asks for. */
function withAsked(choices: readonly Choice[], asked: string): readonly Choice[] {
  const isKnown = asked === '' || choices.some(({ value }) => value === asked);
  return isKnown ? choices : [...choices, { value: asked, label: asked }];
}
