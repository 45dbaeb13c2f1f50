import type { VNode } from 'preact';
import type { DraftProblem } from '../../../policy/draft-problems.ts';
import type { TypedDraft } from '../../../policy/typed-draft.ts';
import { Alert } from '../../../ui/alert.tsx';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Checkbox, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { MarkedList } from '../../../ui/lists.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import { pathIn, sayIn } from '../../../words/words.ts';
import type { DraftField } from '../../policy-form.ts';
import { fieldLabels, lengthsInWords, problemsInWords } from './draft-words.ts';

export interface DraftPageProps {
  frame: PageFrame;
  /** The number it would get. */
  number: number;
  typed: TypedDraft;
  /** Which revision is shown; none before it was saved for the first time. */
  revision?: number | undefined;
  isSaved?: boolean;
  /** What keeps it from being published. It can be saved all the same. */
  lacks?: readonly DraftProblem[];
  /** Fields that are too long to be saved. */
  long?: readonly DraftField[];
  /** Somebody else has saved the draft since the page was made. */
  isOvertaken?: boolean;
}

/** Where the next version is written. The form sends `starts`, `asks` (yes), and `changes` and `text` by language. */
export function DraftPage(props: DraftPageProps): VNode {
  const { frame, number, revision, long = [], isOvertaken = false } = props;
  const say = sayIn(frame.language);
  const problems = lengthsInWords(frame.language, long);
  return (
    <Layout
      frame={frame}
      title={say('staff.policy.edit.h1', { version: number })}
      isError={problems.length > 0 || isOvertaken}
      notice={<Notice {...props} problems={problems} />}
    >
      <p class="cl-lead">{say('staff.policy.edit.lead')}</p>
      <Lacks {...props} />
      <Form
        frame={frame}
        action="/staff/policy/draft"
        hidden={{ revision: revision === undefined ? undefined : String(revision) }}
      >
        <When {...props} problems={problems} />
        <Texts {...props} part="changes" rows={5} problems={problems} />
        <Texts {...props} part="text" rows={14} problems={problems} />
        <Actions>
          <Button>{say('staff.policy.edit.btn')}</Button>
          {revision !== undefined && (
            <ButtonLink look="plain" href={pathIn(frame.language, '/staff/policy/draft/preview')}>
              {say('staff.policy.draft.see')}
            </ButtonLink>
          )}
          <ButtonLink look="plain" href={pathIn(frame.language, '/staff/policy')}>
            {say('staff.policy.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

type WithProblems = DraftPageProps & { problems: readonly Problem[] };

function Notice({ frame, problems, isOvertaken, isSaved }: WithProblems): VNode | null {
  const say = sayIn(frame.language);
  if (problems.length > 0) {
    return <ErrorSummary title={say('common.error.summary')} problems={problems} />;
  }
  if (isOvertaken) return <Alert kind="warning">{say('staff.policy.edit.changed')}</Alert>;
  if (!isSaved) return null;
  return (
    <Alert kind="success" isStatus>
      {say('staff.policy.edit.saved')}
    </Alert>
  );
}

function Lacks({ frame: { language }, revision, lacks = [] }: DraftPageProps): VNode | null {
  if (revision === undefined || lacks.length === 0) return null;
  return (
    <>
      <h2>{sayIn(language)('staff.policy.edit.lacks.h2')}</h2>
      <MarkedList mark="no">
        {problemsInWords(language, lacks).map(({ field, message }) => (
          <li>
            <a class="usa-link" href={`#${field}`}>
              {message}
            </a>
          </li>
        ))}
      </MarkedList>
    </>
  );
}

function When({ frame: { language }, typed, problems }: WithProblems): VNode {
  const say = sayIn(language);
  return (
    <>
      <TextField
        name="starts"
        label={say(fieldLabels.starts)}
        hint={say('staff.policy.edit.starts.hint')}
        value={typed.startsOn}
        problem={messageOf(problems, 'starts')}
      />
      <Checkbox
        name="asks"
        label={say(fieldLabels.asks)}
        hint={say('staff.policy.edit.asks.hint')}
        isChecked={typed.asksAgain}
      />
    </>
  );
}

type TextsProps = WithProblems & { part: 'changes' | 'text'; rows: number };

const hints = {
  changes: 'staff.policy.edit.changes.hint',
  text: 'staff.policy.edit.text.hint',
} as const;

/** The same field in both languages. */
function Texts({ frame: { language }, typed, part, rows, problems }: TextsProps): VNode {
  const say = sayIn(language);
  const fields = [`${part}-en`, `${part}-es`] as const;
  const [english, spanish] = fields;
  const of = (field: typeof english | typeof spanish, lang: 'en' | 'es') => ({
    name: field,
    lang,
    rows,
    label: say(fieldLabels[field]),
    hint: say(hints[part]),
    value: typed[part][lang],
    problem: messageOf(problems, field),
  });
  return (
    <>
      <TextArea {...of(english, 'en')} />
      <TextArea {...of(spanish, 'es')} />
    </>
  );
}

function messageOf(problems: readonly Problem[], field: DraftField): string | undefined {
  return problems.find((one) => one.field === field)?.message;
}
