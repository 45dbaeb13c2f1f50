import type { VNode } from 'preact';
import { Actions, Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Radios } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Layout } from '../../../ui/layout.tsx';
import type { PageFrame } from '../../../ui/site.ts';
import { formatAmount } from '../../../words/format.ts';
import { pathIn, sayIn } from '../../../words/words.ts';
import { purposeOptions } from './find-page.tsx';

export interface ReopenPageProps {
  frame: PageFrame;
  record: string;
  minutes: number;
  hasProblem?: boolean;
}

/** Asks why somebody opens a record that they do not have open. The form sends `record` and `purpose`. */
export function ReopenPage({ frame, record, minutes, hasProblem = false }: ReopenPageProps): VNode {
  const { language } = frame;
  const say = sayIn(language);
  const message = say('find.purpose.missing');
  const notice = hasProblem && (
    <ErrorSummary
      title={say('common.error.summary')}
      problems={[{ field: 'purpose-help', message }]}
    />
  );
  return (
    <Layout frame={frame} title={say('record.reopen.h1')} isError={hasProblem} notice={notice}>
      <p class="cl-lead">
        {say('record.reopen.p', { time: formatAmount(language, minutes, 'minute') })}
      </p>
      <Form frame={frame} action="/staff/records" hidden={{ record }}>
        <Radios
          name="purpose"
          legend={say('find.purpose')}
          options={purposeOptions(say)}
          {...(hasProblem && { problem: message })}
        />
        <Actions>
          <Button>{say('record.reopen.btn')}</Button>
          <ButtonLink look="plain" href={pathIn(language, '/staff/find')}>
            {say('find.again')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  );
}

/** What there is instead of a record that is not there any more. */
export function RecordGonePage({ frame }: { frame: PageFrame }): VNode {
  const { language } = frame;
  const say = sayIn(language);
  return (
    <Layout frame={frame} title={say('record.gone.h1')} isError>
      <p>{say('record.gone.p')}</p>
      <Actions>
        <ButtonLink href={pathIn(language, '/staff/find')}>{say('find.again')}</ButtonLink>
      </Actions>
    </Layout>
  );
}
