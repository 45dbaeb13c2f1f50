import type { VNode } from 'preact';
import { staffReasons } from '../../../links/reasons.ts';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import type { Problem } from '../../../ui/error-summary.tsx';
import { Checkbox, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Select } from '../../../ui/select.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { nameIn, pathIn, sayIn } from '../../../words/words.ts';
import type { Choice } from '../../bulk/choice.ts';
import { reasonOptions } from '../records/order-words.ts';
import type { Name } from '../../../words/words.ts';

export interface ChoosePageProps {
  frame: PageFrame;
  providers: readonly { id: string; label: Name }[];
  apps: readonly { id: string; name: string }[];
  choice: Choice;
  problems?: readonly Problem[];
}

/**
 * Which links a plan is about. The form sends `provider`, the days `from`, `before` and `used`, `app`, `everything`
 * (yes), `reason` and `ticket`.
 */
export function ChoosePage(props: ChoosePageProps): VNode {
  const { frame, problems = [] } = props;
  const { language } = frame;
  const say = sayIn(language);
  const isError = problems.length > 0;
  const notice = isError && (
    <ErrorSummary title={say('common.error.summary')} problems={problems} />
  );
  return (
    <Layout frame={frame} title={say('staff.bulk.choose.h1')} isError={isError} notice={notice}>
      <p class="cl-lead">{say('staff.bulk.choose.lead')}</p>
      <Form frame={frame} action="/staff/bulk/new">
        <ProviderOf {...props} />
        <Narrower {...props} />
        <Everything {...props} />
        <Why {...props} />
        <Actions>
          <Button>{say('staff.bulk.choose.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/bulk')}>
            {say('staff.bulk.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

function ProviderOf({ frame, providers, choice, problems }: ChoosePageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <Select
      name="provider"
      label={say('staff.bulk.choose.provider')}
      empty={say('staff.bulk.choose.provider.choose')}
      options={providers.map(({ id, label }) => ({
        value: id,
        label: nameIn(frame.language, label),
      }))}
      chosen={choice.provider}
      problem={messageOf(problems, 'provider')}
    />
  );
}

const dayLabels = [
  ['from', 'staff.bulk.choose.from'],
  ['before', 'staff.bulk.choose.before'],
  ['used', 'staff.bulk.choose.used'],
] as const;

function Narrower({ frame, apps, choice, problems }: ChoosePageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.bulk.choose.more.h2')}</h2>
      <p>{say('staff.bulk.choose.more.p')}</p>
      {dayLabels.map(([name, label]) => (
        <TextField
          name={name}
          label={say(label)}
          hint={say('staff.bulk.choose.day.hint')}
          value={choice[name]}
          problem={messageOf(problems, name)}
        />
      ))}
      <Select
        name="app"
        label={say('staff.bulk.choose.app')}
        empty={say('staff.bulk.choose.app.any')}
        options={apps.map(({ id, name }) => ({ value: id, label: name }))}
        chosen={choice.app}
        problem={messageOf(problems, 'app')}
      />
    </>
  );
}

function Everything({ frame, choice, problems }: ChoosePageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.bulk.choose.all.h2')}</h2>
      <Checkbox
        name="everything"
        label={say('staff.bulk.choose.all')}
        hint={say('staff.bulk.choose.all.hint')}
        isChecked={choice.everything}
        problem={messageOf(problems, 'everything')}
      />
    </>
  );
}

function Why({ frame, choice, problems }: ChoosePageProps): VNode {
  const say = sayIn(frame.language);
  return (
    <>
      <h2>{say('staff.bulk.choose.why.h2')}</h2>
      <Select
        name="reason"
        label={say('order.reason')}
        empty={say('order.reason.choose')}
        options={staffReasons.map((value) => ({ value, label: say(reasonOptions[value]) }))}
        chosen={choice.reason}
        problem={messageOf(problems, 'reason')}
      />
      <TextField
        name="ticket"
        label={say('order.ticket')}
        hint={say('order.ticket.hint')}
        value={choice.ticket}
        problem={messageOf(problems, 'ticket')}
      />
    </>
  );
}

function messageOf(problems: readonly Problem[] = [], field: string): string | undefined {
  return problems.find((one) => one.field === field)?.message;
}
